/** Whoever owns an account learns at once what was done to it, by whomever. */
import { transaction } from '../../store/index.ts'
import { ring } from './inbox.ts'
import type { NoticeParts } from './parts.ts'

export async function tellOwner(parts: NoticeParts, { action, object }: { action: string; object: string }): Promise<void> {
  const title = parts.rules.account[action]
  const person = title === undefined ? null : await parts.people.ownerOf(object)
  if (title === undefined || person === null) return
  const one = { person, key: `account:${parts.newId()}`, kind: 'account', chain: `account:${object}`, origin: null, title, link: '/account', due: null } as const
  await transaction(parts.store, (tx) => ring(parts, tx, [one]))
}
