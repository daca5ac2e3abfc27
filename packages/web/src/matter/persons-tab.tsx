import { useTranslation } from 'react-i18next'
import type { Matter, Person } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOf, momentOfMs } from '../format/moment.ts'
import { severityOf, toneOf } from '../severity/severity.ts'
import { SeverityShape } from '../severity/shape.tsx'
import { useLanguage } from '../shell/use-language.ts'
import type { Judged } from './clocks.ts'
import { isRunning } from './clocks.ts'
import { libertyNow } from './person-chips.tsx'
import { resultWords } from './words.ts'

interface Props {
  matter: Matter
  judged: Judged
  asOf: number
  onVerdict: (id: string) => void
}

/** Who is concerned, what restricts them and since when, and which clocks run for them. */
export const PersonsTab = (props: Props) => {
  const { t } = useTranslation()
  const { people } = props.matter
  return people.length === 0 ? (
    <p className="nt i2">{t('matter.personsTab.none')}</p>
  ) : (
    <ul className="people">
      {people.map((person) => (
        <PersonCard key={person.subject} person={person} {...props} />
      ))}
    </ul>
  )
}

const PersonCard = ({ person, judged, asOf, onVerdict }: Props & { person: Person }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const { day } = momentOfMs(asOf)
  const date = (text: string): string => momentInTable(text, day, language)
  const clocks = judged.clocks.filter((item) => isRunning(item) && item.verdicts.some(({ subject }) => subject === person.subject))
  return (
    <li>
      <p className="row">
        <b>{person.name}</b>
        <span className="tag">{t(`matter.liberty.${libertyNow(person)}`)}</span>
        <span className="s12 i3 right">{person.subject}</span>
      </p>
      <h2>{t('matter.personsTab.spans')}</h2>
      {person.spans.length === 0 && <p className="i2">{t('matter.personsTab.noSpans')}</p>}
      <ul>
        {person.spans.map((span) => {
          const count = (span.to === null ? day : momentOf(span.to).day) - momentOf(span.from).day
          const kind = t(`matter.libertyLong.${span.kind}`)
          return <li key={span.from}>{span.to === null ? t('matter.personsTab.spanOpen', { kind, from: date(span.from), count }) : t('matter.personsTab.span', { kind, from: date(span.from), to: date(span.to), count })}</li>
        })}
      </ul>
      <h2>{t('matter.personsTab.clocks')}</h2>
      {clocks.length === 0 && <p className="i2">{t('matter.personsTab.noClocks')}</p>}
      {clocks.map(({ verdict, severity }) => (
        <button key={verdict.id} type="button" className="ml-verdict" onClick={() => onVerdict(verdict.id)}>
          <span className={`sev ${toneOf(severityOf(verdict))}`}>
            <SeverityShape severity={severity} size={14} />
            {resultWords(t, verdict, asOf)}
          </span>
          <span className="s13">{say(verdict.ruleName)}</span>
        </button>
      ))}
    </li>
  )
}
