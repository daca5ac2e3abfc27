import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PermittedAction, WorkMatter } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { ActionForm } from './action-form.tsx'
import { useAct } from './use-work.ts'

export const keyOf = ({ node, act }: PermittedAction): string => `${node} ${act ?? ''}`

/** What may be done now: the next step first, the rest beside it. Choosing one opens its form in place. */
export const Actions = ({ matter }: { matter: WorkMatter }) => {
  const { t } = useTranslation()
  const main = matter.actions.filter((action) => action.main)
  const aside = matter.actions.filter((action) => !action.main)
  const waitingFor = useNames(matter)
  const [chosen, setChosen] = useState<string | null>(null)
  const action = matter.actions.find((one) => keyOf(one) === chosen) ?? null
  return (
    <section className="card">
      <h2>{t('work.actions')}</h2>
      {main.length === 0 && <p className="i2">{matter.closedAt === null ? t('work.notYours', { steps: waitingFor }) : t('work.isClosed')}</p>}
      <Buttons actions={main} first chosen={chosen} onChoose={setChosen} />
      {aside.length > 0 && (
        <>
          <h3 className="s13 i3">{t('work.beside')}</h3>
          <Buttons actions={aside} first={false} chosen={chosen} onChoose={setChosen} />
        </>
      )}
      {action !== null && <Acting key={keyOf(action)} matter={matter} action={action} onCancel={() => setChosen(null)} />}
    </section>
  )
}

const Acting = ({ matter, action, onCancel }: { matter: WorkMatter; action: PermittedAction; onCancel: () => void }) => {
  const act = useAct(matter, action.node)
  // what the reader saw when the form was opened
  const [expected] = useState(matter.last)
  return <ActionForm action={action} offered={matter} sending={{ ...act, mutate: (filled) => act.mutate({ ...filled, expected }) }} suggests onCancel={onCancel} />
}

function useNames(matter: WorkMatter): string {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return matter.next.map(({ name }) => say(name)).join(t('common.separator'))
}

export interface ButtonsProps {
  actions: readonly PermittedAction[]
  first: boolean
  chosen: string | null
  onChoose: (key: string) => void
}

export const Buttons = ({ actions, first, chosen, onChoose }: ButtonsProps) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <ul className="choices">
      {actions.map((action, place) => (
        <li key={keyOf(action)}>
          <button type="button" className={first && place === 0 ? 'btn pri' : 'btn'} aria-pressed={keyOf(action) === chosen} disabled={action.blocked !== null} onClick={() => onChoose(keyOf(action))}>
            {action.actName === null ? say(action.name) : t('work.actOf', { step: say(action.name), act: say(action.actName) })}
          </button>
          {action.blocked !== null && <span className="s12 i3">{t('work.blocked', { why: say(action.blocked) })}</span>}
        </li>
      ))}
    </ul>
  )
}
