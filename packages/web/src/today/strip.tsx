import { useTranslation } from 'react-i18next'
import type { Today } from '../api/types.ts'
import { dayInProse, dayInStrip, weekdayShort } from '../format/dates.ts'
import { momentOf } from '../format/moment.ts'
import { useLanguage } from '../shell/use-language.ts'

/** More than this many strokes would leave the cell; the number says the rest. */
const strokesAtMost = 6

const Strokes = ({ count, soon, tone }: { count: number; soon: number; tone: string }) => (
  <span className="stk" aria-hidden="true">
    {Array.from({ length: Math.min(count, strokesAtMost) }, (_, place) => (
      <i key={place} className={place < soon ? tone : ''} />
    ))}
    {count > 0 && <em>{count}</em>}
  </span>
)

type Day = Today['strip'][number]

const DayCell = ({ day, today }: { day: Day; today: number }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const at = momentOf(day.date).day
  const isToday = at === today
  const { plain, strong } = dayInStrip(at, language)
  const rest = day.off ? `${t('common.comma')}${t('today.stripOff')}` : ''
  const label = `${t('today.stripDay', { day: `${dayInProse(at, today, language)} ${weekdayShort(at, language)}`, count: day.count, soon: day.soon })}${rest}`
  const state = isToday ? 'now' : day.off ? 'off' : ''
  return (
    <li className={`${state} ${day.soon > 0 ? 'hot' : ''} ${day.count === 0 ? 'nil' : ''}`}>
      <span className="unseen">{label}</span>
      <span className="d" aria-hidden="true">
        <span className={isToday || strong.length > 2 ? '' : 'wd'}>{isToday ? t('clock.todayWord') : plain} </span>
        {isToday ? <b className="not-phone">{strong}</b> : <b>{strong}</b>}
      </span>
      <Strokes count={day.count} soon={day.soon} tone="w" />
    </li>
  )
}

/** Fourteen days ahead, and what is already past. */
export const Strip = ({ today }: { today: Today }) => {
  const { t } = useTranslation()
  const now = momentOf(today.asOf).day
  const { overdue } = today.summary
  return (
    <ul className="hz" aria-label={t('today.strip')}>
      <li className={overdue === 0 ? 'nil' : 'late'}>
        <span className="unseen">{t('today.overdue', { count: overdue })}</span>
        <span className="d" aria-hidden="true">
          <b className="not-phone">{t('today.groups.overdue')}</b>
          <span className="only-phone">{t('severity.overdue')}</span>
        </span>
        <Strokes count={overdue} soon={overdue} tone="v" />
      </li>
      {today.strip.map((day) => (
        <DayCell key={day.date} day={day} today={now} />
      ))}
    </ul>
  )
}
