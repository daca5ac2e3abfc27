/** Standard flows of trials, chosen and grouped by kind and instance. */
import type { CatalogueVariants } from '@hengjian/contracts'

export type Trial = CatalogueVariants['trials'][number]

export const kinds = ['all', 'criminal', 'civil', 'administrative'] as const
export const instances = ['all', 'first', 'second', 'retrial'] as const

export interface Choice {
  kind: (typeof kinds)[number]
  instance: (typeof instances)[number]
}

/** What the address does not say, or says wrongly, is not restricted. */
export const choiceOf = (search: URLSearchParams): Choice => ({
  kind: kinds.find((kind) => kind === search.get('kind')) ?? 'all',
  instance: instances.find((instance) => instance === search.get('instance')) ?? 'all',
})

export const chosen = (trials: readonly Trial[], { kind, instance }: Choice): Trial[] =>
  trials.filter((trial) => (kind === 'all' || trial.kind === kind) && (instance === 'all' || trial.instance === instance))

export interface TrialGroup {
  key: string
  kind: Trial['kind']
  instance: Trial['instance']
  members: Trial[]
}

/** By kind, then by instance; the order within a group is that of the catalogue. */
export const groupsOf = (trials: readonly Trial[]): TrialGroup[] =>
  kinds.flatMap((kind) =>
    instances.flatMap((instance) => {
      if (kind === 'all' || instance === 'all') return []
      const members = chosen(trials, { kind, instance })
      return members.length === 0 ? [] : [{ key: `${kind}-${instance}`, kind, instance, members }]
    }),
  )
