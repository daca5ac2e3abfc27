import { useTranslation } from 'react-i18next'
import type { Person } from '../api/types.ts'

/** What is in force for a person now. */
export const libertyNow = (person: Person): Person['spans'][number]['kind'] | 'free' => person.spans.find(({ to }) => to === null)?.kind ?? 'free'

interface Props {
  people: Person[]
  chosen: string | null
  onChoose: (subject: string | null) => void
}

/** Whom the picture shows; many persons fold into a list. */
export const PersonChips = ({ people, chosen, onChoose }: Props) => {
  const { t } = useTranslation()
  if (people.length < 2) return null
  const name = (person: Person): string => (person.spans.length === 0 ? person.name : `${person.name} ${t(`matter.liberty.${libertyNow(person)}`)}`)
  if (people.length > 5) {
    return (
      <select className="field" value={chosen ?? ''} aria-label={t('matter.table.subject')} onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}>
        <option value="">{t('matter.everybody', { count: people.length })}</option>
        {people.map((person) => (
          <option key={person.subject} value={person.subject}>
            {name(person)}
          </option>
        ))}
      </select>
    )
  }
  return (
    <fieldset className="row wrap people-chips">
      <legend className="unseen">{t('matter.table.subject')}</legend>
      <button type="button" className="chip" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        {t('matter.everybody', { count: people.length })}
      </button>
      {people.map((person) => (
        <button key={person.subject} type="button" className="chip" aria-pressed={chosen === person.subject} onClick={() => onChoose(person.subject)}>
          {name(person)}
        </button>
      ))}
    </fieldset>
  )
}
