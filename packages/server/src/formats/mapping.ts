/**
 * A mapping file says how another system's log becomes events of a catalogue:
 *
 *   source: comune/polizia-locale      # default: the file name
 *   chainPrefix: F-                    # put before every chain
 *   nodes: {"Create Fine": IT-N01}     # activity → node; "Activity+transition" (XES lifecycle) takes precedence
 *   attrs: {amount: fineAmount}        # attribute → attribute of the catalogue
 */
import { isMap, LineCounter, parseDocument } from 'yaml'
import { FormatError } from './problem.ts'

export interface Mapping {
  source?: string
  chainPrefix?: string
  nodes: ReadonlyMap<string, string>
  attrs: ReadonlyMap<string, string>
}

export const noMapping: Mapping = { nodes: new Map(), attrs: new Map() }

/** Throws a FormatError with the line at fault. */
export function parseMapping(text: string): Mapping {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, stringKeys: true })
  const fault = document.errors[0]
  if (fault) throw new FormatError('mapping', counter.linePos(fault.pos[0]).line || 1, fault.message.split('\n')[0])
  if (!isMap(document.contents)) throw new FormatError('mapping', 1, 'nodes?')
  for (const item of document.contents.items) {
    const key = String(item.key)
    const value = document.get(key, true) as { range?: [number, number, number] } | undefined
    const line = value?.range ? counter.linePos(value.range[0]).line : 1
    if (!(key in shape)) throw new FormatError('mapping', line, key)
    const plain: unknown = document.toJS()[key]
    if (!shape[key as keyof typeof shape](plain)) throw new FormatError('mapping', line, key)
  }
  const { source, chainPrefix, nodes, attrs } = document.toJS() as { source?: string; chainPrefix?: string; nodes?: object; attrs?: object }
  return {
    ...(source === undefined ? {} : { source }),
    ...(chainPrefix === undefined ? {} : { chainPrefix }),
    nodes: new Map(Object.entries(nodes ?? {})),
    attrs: new Map(Object.entries(attrs ?? {})),
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isTextMap = (value: unknown) => typeof value === 'object' && value !== null && Object.values(value).every(isText)
const shape = { source: isText, chainPrefix: isText, nodes: isTextMap, attrs: isTextMap }
