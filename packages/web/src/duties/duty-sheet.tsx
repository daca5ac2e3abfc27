import { useTranslation } from 'react-i18next'
import type { DutySheet } from '../api/types.ts'
import { momentInProse } from '../format/dates.ts'
import { useLanguage } from '../shell/use-language.ts'
import { DutyItem } from './duty-item.tsx'

const states = ['missing', 'due', 'done', 'idle', 'unprovable'] as const

/** Every list by which the person led in the period, each duty with what the records prove of it. */
export const DutySheetView = ({ sheet }: { sheet: DutySheet }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return sheet.lists.map((list) => {
    const isWhole = list.from === sheet.period.from && list.to === sheet.period.to
    const counts = states.map((state) => ({ state, count: list.duties.filter((duty) => duty.state === state).length })).filter(({ count }) => count > 0)
    return (
      <section key={`${list.list} ${list.unit}`} className="card">
        <h2>{say(list.listName)}</h2>
        <p className="i2">{[sheet.person.name, list.unit, list.title].filter(Boolean).join(' · ')}</p>
        {!isWhole && <p className="s13 i3">{t('duties.held', { from: momentInProse(list.from, null, language), to: momentInProse(list.to, null, language) })}</p>}
        <p>
          {t('duties.summary.count', { count: list.duties.length })}
          {counts.map(({ state, count }) => (
            <span key={state} className={state === 'missing' ? 'c-v' : undefined}>
              {t('common.comma')}
              {t(`duties.summary.${state}`, { count })}
            </span>
          ))}
          {t('today.stop')}
        </p>
        <ul className="duty-list">
          {list.duties.map((duty) => (
            <DutyItem key={duty.id} duty={duty} person={sheet.person.id} period={sheet.period.id} />
          ))}
        </ul>
      </section>
    )
  })
}
