/** Standard output with back-pressure: millions of lines must neither pile up in memory nor cost a system call each. */
import { once } from 'node:events'

const CHUNK = 64 * 1024

export interface Output {
  write(text: string): void | Promise<void>
  flush(): Promise<void>
}

export function output(stream: NodeJS.WritableStream = process.stdout): Output {
  let held = ''
  async function flush(): Promise<void> {
    const text = held
    held = ''
    if (text !== '' && !stream.write(text)) await once(stream, 'drain')
  }
  return {
    write(text) {
      held += text
      return held.length >= CHUNK ? flush() : undefined
    },
    flush,
  }
}

/** Columns of a terminal that a text takes: Chinese characters take two. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(char) ? 2 : 1
  return width
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Rows as aligned columns; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = []
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(String(cell)))
  const aligned = (cell: string | number, i: number): string =>
    typeof cell === 'number' ? String(cell).padStart(widths[i] ?? 0) : padded(cell, widths[i] ?? 0)
  return rows.map((row) => `${row.map(aligned).join('  ').trimEnd()}\n`).join('')
}
