import { useTranslation } from 'react-i18next'
import type { RuleView } from '../api/types.ts'
import { percent } from '../format/numbers.ts'
import { useLanguage } from '../shell/use-language.ts'
import { usedPicture } from './node-facts.ts'

const WIDTH = 308
const HEIGHT = 52
const fills = { plain: 'var(--used-2)', soon: 'var(--w-f)' }

/** Days used by closed clocks, with the end of the period as a dashed line. */
export const UsedChart = ({ rule }: { rule: RuleView }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const picture = usedPicture(rule)
  if (picture === null) return null
  const { bars, limit, most, total, late } = picture
  const pitch = WIDTH / bars.length
  const x = (day: number): number => (day + 1) * pitch
  const busy = bars.filter(({ count }) => count >= most / 2).map(({ day }) => day)
  return (
    <figure className="used">
      <figcaption className="row s12">
        <span className="i2 ell">{say(rule.name)}</span>
        {late && late.share > 0 && <span className="right i3">{t('catalogue.node.usedLate', { days: late.days, share: percent(late.share) })}</span>}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} role="img" aria-label={t('catalogue.node.usedLabel', { rule: say(rule.name), count: total, from: busy[0] ?? 0, to: busy.at(-1) ?? 0 })}>
        {bars.map(({ day, count, tone }) => (count === 0 ? null : <rect key={day} x={day * pitch + 0.5} width={Math.max(1, pitch - 2)} y={HEIGHT - barHeight(count, most)} height={barHeight(count, most)} fill={fills[tone]} />))}
        <path d={`M0 ${HEIGHT + 0.5}H${WIDTH}`} stroke="var(--line-2)" />
        {limit !== null && <path d={`M${x(limit)} 2v${HEIGHT + 2}`} stroke="var(--ink)" strokeDasharray="2 2" />}
        <text x={Math.min(x(limit ?? bars.length - 1), WIDTH)} y={HEIGHT + 15} textAnchor="end" fontSize="12" fill="var(--ink-2)">
          {t('catalogue.node.usedDays', { days: limit ?? bars.length - 1 })}
        </text>
      </svg>
    </figure>
  )
}

/** Even a single clock must be seen. */
const barHeight = (count: number, most: number): number => Math.max(2, (count / most) * (HEIGHT - 4))
