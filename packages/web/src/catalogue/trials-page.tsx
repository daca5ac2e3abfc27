import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { CatalogueVariants } from '../api/types.ts'
import { Seg } from '../shell/seg.tsx'
import { Note } from '../states/note.tsx'
import { CourtFrame, CourtHead } from './court-frame.tsx'
import { TintLegend } from './tint-legend.tsx'
import { TrialCourse } from './trial-course.tsx'
import type { Choice } from './trials.ts'
import { choiceOf, chosen, groupsOf, instances, kinds } from './trials.ts'

/** 审判标准流程: the ordinary course of each kind of trial. The choice stands in the address, so that it can be sent. */
export const TrialsPage = () => <CourtFrame view="trials">{({ trials }) => <Trials trials={trials} />}</CourtFrame>

const Trials = ({ trials }: Pick<CatalogueVariants, 'trials'>) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const choice = choiceOf(search)
  const choose = (change: Partial<Choice>): void => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value === 'all') next.delete(key)
      else next.set(key, value)
    }
    setSearch(next, { replace: true })
  }
  const groups = groupsOf(chosen(trials, choice))
  const nodes = trials.flatMap((trial) => trial.nodes)
  return (
    <>
      <CourtHead view="trials" about={t('catalogue.trials.about', { count: trials.length, nodes: new Set(nodes.map(({ code }) => code)).size })} nodes={nodes}>
        <div className="row wrap choice">
          <Seg label={t('catalogue.trials.kind')} value={choice.kind} onChange={(kind) => choose({ kind })} options={kinds.map((value) => ({ value, label: t(`catalogue.trials.kinds.${value}`) }))} />
          <Seg label={t('catalogue.trials.instance')} value={choice.instance} onChange={(instance) => choose({ instance })} options={instances.map((value) => ({ value, label: t(`catalogue.trials.instances.${value}`) }))} />
          <TintLegend />
        </div>
      </CourtHead>
      {groups.map(({ key, kind, instance, members }) => (
        <section key={key} className="courses" aria-labelledby={`group-${key}`}>
          <h3 id={`group-${key}`}>
            {t(`catalogue.trials.groups.${instance}`, { kind: t(`catalogue.trials.kinds.${kind}`) })} <span className="i3 s12">{t('catalogue.trials.inGroup', { count: members.length })}</span>
          </h3>
          {members.map((trial) => (
            <TrialCourse key={trial.code} trial={trial} />
          ))}
        </section>
      ))}
      {groups.length === 0 && (
        <Note title={t('catalogue.trials.none')} detail={t('catalogue.trials.noneDetail')}>
          <button type="button" className="btn sm" onClick={() => choose({ kind: 'all', instance: 'all' })}>
            {t('catalogue.trials.seeAll')}
          </button>
        </Note>
      )}
    </>
  )
}
