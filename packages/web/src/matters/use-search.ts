import type { MatterFilter } from '../api/queries.ts'
import { useMatters } from '../api/queries.ts'
import type { Outcome } from '../api/types.ts'
import { useAsOf } from '../shell/as-of.ts'
import { useAddress } from '../shell/use-address.ts'

const states: readonly Outcome[] = ['violation', 'warning', 'pending', 'not_evaluated', 'ok']
const fields = ['q', 'flow', 'place', 'agency', 'state'] as const
export type Field = (typeof fields)[number]

/** The conditions stand in the address; the same address gives the same list. */
export const useMatterSearch = () => {
  const { asOf } = useAsOf()
  const { search, choose } = useAddress()
  const of = (field: Field) => search.get(field) ?? ''
  const filter: MatterFilter = { q: of('q'), flow: of('flow'), place: of('place'), agency: of('agency'), state: states.find((known) => known === of('state')) ?? '', asOf }
  const set = (field: Field, value: string) => choose({ [field]: value === '' ? null : value })
  const clear = () => choose(Object.fromEntries(fields.map((field) => [field, null])), false)
  const query = useMatters(filter)
  const pages = query.data?.pages ?? []
  return { filter, set, clear, query, filtered: fields.some((field) => filter[field] !== ''), items: pages.flatMap((page) => page.items), total: pages[0]?.total ?? 0, states }
}

export type MatterSearch = ReturnType<typeof useMatterSearch>
