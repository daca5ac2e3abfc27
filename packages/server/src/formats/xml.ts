/**
 * Elements and attributes of an XML file as they stream by, through saxes, which refuses what is not well-formed
 * and knows only the five entities. Added here: DOCTYPE is refused, and depth and length are bounded.
 */
import { SaxesParser } from 'saxes'
import { limits } from './limits.ts'
import { FormatError } from './problem.ts'

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void
  close(name: string): void
}

export interface XmlReader {
  push(text: string): void
  end(): void
}

/** Throws a FormatError at the first fault. */
export function xmlReader(handler: XmlHandler): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: boolean }>({ xmlns: false, position: false })
  let depth = 0
  /** characters since the last tag ended: what saxes may be holding */
  let held = 0

  parser.on('error', (error) => {
    throw new FormatError(...fault(error.message, parser.line))
  })
  parser.on('doctype', () => {
    throw new FormatError('doctype', parser.line)
  })
  parser.on('opentag', (tag) => {
    held = 0
    if (++depth > limits.depth) throw new FormatError('too-deep', parser.line, String(limits.depth))
    handler.open(tag.name, tag.attributes, parser.line)
  })
  parser.on('closetag', (tag) => {
    held = 0
    depth--
    handler.close(tag.name)
  })

  return {
    push(text) {
      held += text.length
      parser.write(text)
      if (held > limits.record + text.length) throw new FormatError('too-long', parser.line, String(limits.record))
    },
    end() {
      parser.close()
    },
  }
}

function fault(message: string, line: number): ConstructorParameters<typeof FormatError> {
  if (/^unclosed tag|^unexpected end|must contain a root|^unterminated/.test(message)) return ['ends-early', line]
  if (/entity/.test(message)) return ['entity', line, message]
  return ['bad-xml', line, message.replace(/\.$/, '')]
}
