import { useTranslation } from 'react-i18next'
import { useNames } from '../api/queries.ts'
import type { Verdict } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { dueLineAt, layoutClock } from './layout.ts'
import { SegmentShape } from './segments.tsx'
import { useClockLabel } from './use-clock-label.ts'
import { useWidth } from './use-width.ts'

/** A bar lower than this has no room for words; the list says them beside it. */
const roomForText = 12

interface Props {
  verdict: Verdict
  /** epoch milliseconds */
  asOf: number
  /** 10 in lists and on timelines, 12 to 14 on the phone and in the panel */
  height?: number
  /** share of the width where the due line stands */
  dueAt?: number
}

/** A clock as a bar that fills the width it is given. Its label says in words all that is drawn. */
export const ClockBar = ({ verdict, asOf, height = 10, dueAt = dueLineAt }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const name = useNames()
  const label = useClockLabel(verdict, asOf)
  const [measure, width] = useWidth()
  const drawn = layoutClock(verdict, asOf, width, dueAt)
  const line = width * dueAt
  return (
    <span ref={measure} style={{ display: 'block', height: height + 10 }}>
      {width > 0 && (
        <svg width={width} height={height + 10} role="img" aria-label={label} style={{ overflow: 'visible' }}>
          {drawn === null ? (
            <>
              <SegmentShape segment={{ kind: 'period', x: 0, width: line, look: 'unknown' }} top={5} height={height} />
              <SegmentShape segment={{ kind: 'due', x: line, look: 'unknown' }} top={5} height={height} />
            </>
          ) : (
            drawn.segments.map((segment) => <SegmentShape key={`${segment.kind} ${segment.x}`} segment={segment} top={5} height={height} />)
          )}
          {height >= roomForText && drawn?.clock.state === 'missing' && drawn.clock.missing !== null && drawn.clock.missing !== '' && (
            <text x={drawn.dueX / 2} y={height + 3} textAnchor="middle" fontSize={height + 1} fill="var(--ink-2)" paintOrder="stroke" stroke="var(--surface)" strokeWidth="4">
              {t('clock.missing', { fact: name(drawn.clock.missing)[language] })}
            </text>
          )}
        </svg>
      )}
    </span>
  )
}
