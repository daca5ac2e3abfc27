/** Somebody has seen far more than their work asks for: whoever looks after accounts should ask why. */
import { transaction } from '../../store/index.ts'
import { ring } from './inbox.ts'
import type { NoticeParts } from './parts.ts'

export async function tellUnusual(parts: NoticeParts, { person, permission, since }: { person: string; permission: string; since: string }): Promise<void> {
  const { recipients, unusual } = parts.rules
  // by number: names stay out of mail
  const title = { zh: unusual.zh.replace('{person}', () => person), en: unusual.en.replace('{person}', () => person) }
  const people = await parts.people.holders(recipients.unusual, '')
  await transaction(parts.store, (tx) => ring(parts, tx, people.filter((other) => other !== person).map((other) => ({ person: other, key: `unusual:${person}:${permission}:${since}`, kind: 'alarm', chain: 'audit', origin: null, title, link: '/system/people', due: null }))))
}
