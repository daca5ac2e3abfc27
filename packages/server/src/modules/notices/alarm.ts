/** What was recorded does not fit its hashes: whoever keeps the trail must know at once. */
import { transaction } from '../../store/index.ts'
import { ring } from './inbox.ts'
import type { NoticeParts } from './parts.ts'

export async function tellKeepers(parts: NoticeParts, since: string): Promise<void> {
  const people = await parts.people.holders(parts.rules.recipients.alarm, '')
  await transaction(parts.store, (tx) => ring(parts, tx, people.map((person) => ({ person, key: `alarm:${since}`, kind: 'alarm', chain: 'audit', origin: null, title: parts.rules.alarm, link: '/audit', due: null }))))
}
