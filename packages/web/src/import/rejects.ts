/** The records of an import that were turned back, as a table for a spreadsheet. */
import { get } from '../api/client.ts'
import type { ImportReject } from '../api/types.ts'
import type { Language } from '../i18n/index.ts'

const PAGE = 1000

/** All of them, page by page; `line` counts from 1 in the file. */
export async function readRejects(job: string): Promise<ImportReject[]> {
  const all: ImportReject[] = []
  for (;;) {
    const page = await get<ImportReject[]>(`/imports/${encodeURIComponent(job)}/rejects`, { after: all.at(-1)?.line ?? 0, limit: PAGE })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  // A leading sign would be read as a formula by spreadsheets.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** CSV with a byte order mark, so that spreadsheets read the Chinese. `heads` names the six columns. */
export function rejectsTable(rejects: ImportReject[], heads: string[], language: Language): string {
  const rows = rejects.map(({ line, code, field, message, remedy, record }) => [line, code, field, message[language], remedy[language], record])
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
