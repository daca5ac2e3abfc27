/** What a matter is called. */
import { maskerFor } from './masking.ts'
import type { Reading } from './reading.ts'

/** A matter of which nobody is named yet has no title and goes by its id. */
export const isTitled = (title: string): boolean => title !== ''

export async function maskedTitles({ store }: Reading, chains: readonly string[]): Promise<Map<string, string>> {
  if (chains.length === 0) return new Map()
  const rows = await store.db.selectFrom('chain').select(['chain_id', 'title', 'persons', 'minors']).where('chain_id', 'in', [...new Set(chains)]).execute()
  return new Map(rows.map(({ chain_id, title, persons, minors }) => [chain_id, isTitled(title) ? maskerFor(persons, minors).text(title) : chain_id]))
}
