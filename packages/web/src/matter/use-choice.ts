import { useAddress } from '../shell/use-address.ts'

export const tabs = ['timeline', 'list', 'persons', 'events'] as const
export type Tab = (typeof tabs)[number]

export interface MatterChoice {
  tab: Tab
  /** the clock or finding that is explained */
  verdict: string | null
  /** the record that is shown instead */
  event: string | null
  subject: string | null
}

/** What is open stands in the address, so that a colleague sees the same. A phone steps back from the panel with the browser. */
export function useMatterChoice(): MatterChoice & { choose: (change: Partial<MatterChoice>, replace?: boolean) => void } {
  const address = useAddress()
  const { search } = address
  const choose = ({ tab, ...change }: Partial<MatterChoice>, replace = true) => address.choose(tab === undefined ? change : { ...change, tab: tab === 'timeline' ? null : tab }, replace)
  return {
    tab: tabs.find((tab) => tab === search.get('tab')) ?? 'timeline',
    verdict: search.get('verdict'),
    event: search.get('event'),
    subject: search.get('subject'),
    choose,
  }
}
