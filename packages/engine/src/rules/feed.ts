/**
 * Whether anything at all is recorded of the flow in which a missing act would stand. If not, its source is possibly
 * not connected, and "no record" must not be taken for "not done".
 */
import type { Chain } from '../judge/chain.ts'

export interface Feed {
  /** code of the flow */
  flow: string
  /** its nodes, without those of the act that is judged: a list in the code; null for what the platform records itself and is always connected to */
  nodes: number | null
}

export const isFed = (feed: Feed, chain: Chain): boolean => feed.nodes === null || chain.hasAny(feed.nodes)
