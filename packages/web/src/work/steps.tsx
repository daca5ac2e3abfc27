import { useTranslation } from 'react-i18next'
import type { FlowStepView } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { useLanguage } from '../shell/use-language.ts'

/** The main course as a line of steps: done, now, still to come. Shape and word say it, not colour alone. */
export const Steps = ({ steps }: { steps: readonly FlowStepView[] }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return (
    <ol className="steps" aria-label={t('work.steps')}>
      {steps.map((step) => (
        <li key={step.node} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="dot" aria-hidden="true">
            {step.state === 'done' ? '✓' : ''}
          </span>
          <span className="name">
            {say(step.name)}
            {step.times > 1 && <small>{t('work.times', { count: step.times })}</small>}
          </span>
          <span className="s12 i3">{step.state === 'now' ? t('work.now') : step.state === 'open' ? t('work.toCome') : [step.actName === null ? null : say(step.actName), step.at === null ? null : momentInTable(step.at, null, language)].filter(Boolean).join(' ')}</span>
        </li>
      ))}
    </ol>
  )
}
