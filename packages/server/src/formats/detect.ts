/** Which format a text is in: by its content where that is clear, by the file's name where it is not. */
import { FormatError } from './problem.ts'

export type FormatName = 'jsonl' | 'json' | 'csv' | 'xes'

const extensions: Record<string, FormatName> = { jsonl: 'jsonl', ndjson: 'jsonl', json: 'json', csv: 'csv', tsv: 'csv', xes: 'xes', xml: 'xes' }

export function detectFormat(name: string, head: string): FormatName {
  const named = extensions[/\.([a-z]+)(\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '']
  const start = head.replace(/^\ufeff/, '').trimStart()
  if (start === '') return named ?? 'jsonl'
  if (start.startsWith('<')) return 'xes'
  if (start.startsWith('[')) return 'json'
  // A first line that is cut off must not make a document of a file that says it holds lines.
  if (start.startsWith('{') && named === 'jsonl') return /^\{\s*[\r\n]/.test(start) ? 'json' : 'jsonl'
  if (start.startsWith('{')) return named === 'json' || !/^[^\r\n]*\}\s*(\r|\n|$)/.test(start) ? 'json' : 'jsonl'
  if (named) return named
  // A header: several names and a separator on the first line.
  if (/^[^\r\n]*\bchain\b[^\r\n]*[,;\t]|^[^\r\n]*[,;\t][^\r\n]*\bchain\b/.test(start)) return 'csv'
  throw new FormatError('unknown-format', 1)
}
