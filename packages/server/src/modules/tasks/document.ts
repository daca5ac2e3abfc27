/** The letter that a step made: its template filled in with the step, the matter and the verdict behind it. */
import type { Actor } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import { dateText, localDay } from '../../dates.ts'
import { writeLetter } from '../../documents/index.ts'
import { storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { visibleMatter } from './list.ts'
import { verdictBehind } from './matter.ts'
import type { TaskReading } from './reading.ts'
import { offsetOf } from './reading.ts'
import { rowsOf } from './rows.ts'

export interface NamedDocument {
  name: string
  content: Buffer
}

/** `id`: of the event that made it. Throws HJ-REQ-007. */
export async function readDocument(parts: TaskReading, actor: Actor, chain: string, id: string): Promise<NamedDocument> {
  const row = await visibleMatter(parts, actor, chain)
  const made = await parts.store.db.selectFrom('internal_document').selectAll().where('chain_id', '=', chain).where('event_id', '=', id).executeTakeFirst()
  const template = made === undefined ? undefined : parts.templates.get(made.template)
  const events = (await storedEvents(parts.store.pool, [chain])).get(chain) ?? []
  const event = events.find((one) => one.id === id)
  if (made === undefined || template === undefined || event === undefined) throw new CodedError('HJ-REQ-007', id)
  const [[base], verdict] = await Promise.all([rowsOf(parts, [row]), verdictBehind(parts, row)])
  const known: Record<string, string | null> = {
    unit: base?.unit ?? null,
    matter: base?.origin?.title ?? base?.title.zh ?? null,
    caseNo: verdict?.case ?? chain,
    rule: verdict?.ruleName.zh ?? null,
    message: verdict?.message.zh ?? null,
    basis: verdict === null ? null : verdict.basis.map(({ law, article, paragraph }) => `《${law}》第${article}条${paragraph === undefined ? '' : `第${paragraph}款`}`).join('、'),
    assignee: nameOf(events, base?.assigned ?? null),
    act: textOf(event.attrs['act']),
    issuer: event.actor?.['name'] ?? null,
    issuerUnit: event.actor?.['orgName'] ?? null,
  }
  const value = (name: string): string | null => (name.startsWith('field:') ? textOf(event.attrs[name.slice('field:'.length)]) : (known[name] ?? null))
  const issuer = [event.actor?.['orgName'], event.actor?.['name']].filter(Boolean).join('  ')
  const content = await writeLetter({ template, number: made.number, date: chineseDate(event, offsetOf(parts)), issuer, value })
  return { name: `${template.name.zh} ${made.number}.docx`, content }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null)

/** The name under which somebody acted in the matter, or was named as the officer; else the id. */
function nameOf(events: readonly ChainEvent[], id: string | null): string | null {
  if (id === null) return null
  const acted = events.find(({ actor }) => actor?.['id'] === id)?.actor?.['name']
  const opening = events[0]?.attrs
  return acted ?? (opening?.['officer'] === id ? textOf(opening['officerName']) : null) ?? id
}

/** 2026年11月28日 */
function chineseDate({ ms }: ChainEvent, offset: number): string {
  const [year, month, day] = dateText(localDay(ms, offset)).split('-').map(Number)
  return `${year}年${month}月${day}日`
}
