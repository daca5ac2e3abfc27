import { useTranslation } from 'react-i18next'
import type { CoverageCounts, NodeState } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { CoverageSquare } from './coverage-square.tsx'

export const nodeStates: readonly NodeState[] = ['fired', 'ran', 'armed', 'unarmed']

/** The whole catalogue as one strip, each state as long as its share. */
export const CoverageStrip = ({ counts }: { counts: CoverageCounts }) => {
  const { t } = useTranslation()
  return (
    <div className="cov">
      <span className="unseen">{t('catalogue.coverage', { ...counts })}</span>
      {nodeStates.map((state) => (counts[state] === 0 ? null : <i key={state} className={state} style={{ flexGrow: counts[state] }} />))}
    </div>
  )
}

export const CoverageLegend = ({ counts, words }: { counts: CoverageCounts; words: 'short' | 'states' }) => {
  const { t } = useTranslation()
  return (
    <ul className={words === 'short' ? 'cov-short' : 'cov-long'}>
      {nodeStates.map((state) => (
        <li key={state}>
          <CoverageSquare state={state} size={words === 'short' ? 12 : 14} />
          {t(`catalogue.${words}.${state}`)} <b>{number(counts[state])}</b>
        </li>
      ))}
    </ul>
  )
}

export function countStates(nodes: { state: NodeState; auxiliary?: boolean }[]): CoverageCounts {
  const counts: CoverageCounts = { fired: 0, ran: 0, armed: 0, unarmed: 0 }
  for (const node of nodes) if (node.auxiliary !== true) counts[node.state]++
  return counts
}
