import { useTranslation } from 'react-i18next'
import { calendarOf, clockTime, momentOfMs } from '../../format/moment.ts'
import { dayInProse } from '../../format/dates.ts'
import type { Language } from '../../i18n/index.ts'
import { useLanguage } from '../../shell/use-language.ts'
import { DAY } from './axis.ts'
import { HEAD } from './layout.ts'
import type { Picture } from './layout.ts'
import type { Tick } from './ticks.ts'

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function useTickText(): (tick: Tick, from: number) => string {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return ({ ms, unit, full }, from) => {
    // The first mark may lie before the picture; its label then names the month or day in which the picture begins.
    const { day, minutes } = momentOfMs(Math.max(ms, from))
    if (unit === 'hour') return full ? dayInProse(day, day, language) : clockTime(Math.floor((minutes ?? 0) / 60) * 60)
    if (unit === 'day') return full ? dayInProse(day, day, language) : shortDay(day, language)
    const { year, month } = calendarOf(day)
    const name = language === 'zh' ? String(month) : (monthsEn[month - 1] ?? '')
    return full ? t('matter.axis.year', { year, month: name }) : t('matter.axis.month', { month: name })
  }
}

const shortDay = (day: number, language: Language): string => {
  const { month, date } = calendarOf(day)
  return language === 'zh' ? `${month}-${date}` : `${date}/${month}`
}

/** Months, folds and the head line; drawn under everything else. */
export const AxisView = ({ picture }: { picture: Picture }) => {
  const { t } = useTranslation()
  const text = useTickText()
  const { axis, height, width, ticks } = picture
  const nowBox = picture.now === null ? null : { from: picture.now - 30, to: picture.now + 26 }
  return (
    <g>
      {axis.folds.map((fold) => (
        <g key={fold.from}>
          <rect x={fold.x0} y={HEAD} width={fold.x1 - fold.x0} height={height - HEAD} fill="var(--sunken)" />
          <path d={`M${fold.x0} ${HEAD}V${height}M${fold.x1} ${HEAD}V${height}`} stroke="var(--line)" strokeDasharray="2 3" />
          <text x={(fold.x0 + fold.x1) / 2} y={29} fontSize="11" fill="var(--ink-3)" textAnchor="middle">
            {t('matter.axis.fold', { count: Math.round((fold.to - fold.from) / DAY) })}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <g key={tick.ms}>
          <path d={tick.labelled && tick.x > axis.left ? `M${tick.x} 4V${HEAD}` : `M${tick.x} ${HEAD - 4}V${HEAD}`} stroke={tick.labelled ? 'var(--line)' : 'var(--line-2)'} />
          {tick.labelled && !(nowBox && tick.x + 30 > nowBox.from && tick.x < nowBox.to) && (
            <text x={tick.x + 3} y={14} fontSize="12" fill="var(--ink-2)">
              {text(tick, axis.from)}
            </text>
          )}
        </g>
      ))}
      <path d={`M0 ${HEAD + 0.5}H${width}`} stroke="var(--line)" />
    </g>
  )
}

/** What lies right of the line was not known at that moment. */
export const NowLine = ({ picture, past }: { picture: Picture; past: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { now, height, width, axis } = picture
  if (now === null) return null
  const { day } = momentOfMs(picture.nowMs)
  const text = past ? dayInProse(day, day, language) : t('matter.axis.now')
  const boxWidth = past ? 62 : 42
  const x = Math.min(Math.max(now, axis.left + boxWidth / 2), width - boxWidth / 2 - 2)
  return (
    <g pointerEvents="none">
      {past && <rect x={now} y={HEAD} width={Math.max(0, width - now)} height={height - HEAD} fill="var(--sunken)" opacity=".75" />}
      <path d={`M${now} 19V${height}`} stroke="var(--primary)" strokeWidth="1.5" />
      <rect x={x - boxWidth / 2} y="2" width={boxWidth} height="17" rx="4" fill="var(--primary)" />
      <text x={x} y="15" fontSize="12" textAnchor="middle" fill="var(--primary-ink)">
        {text}
      </text>
    </g>
  )
}

