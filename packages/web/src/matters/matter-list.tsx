import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MatterSummary } from '../api/types.ts'
import { matterPath, useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { Counts, useMatterDates } from './matter-texts.tsx'

interface Props {
  items: MatterSummary[]
  chosen: number
}

export const matterRowId = (place: number): string => `matter-${place}`

const numbersShown = 2

const Numbers = ({ matter }: { matter: MatterSummary }) => {
  const more = matter.caseNos.length - numbersShown
  return (
    <span className="nos" title={matter.caseNos.join('\n')}>
      {matter.caseNos.slice(0, numbersShown).join('　')}
      {more > 0 && ` +${more}`}
    </span>
  )
}

/** On a desk: one row each, the whole row leads to the matter. */
export const MatterTable = ({ items, chosen }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const dates = useMatterDates()
  return (
    <table className="mt">
      <caption className="unseen">{t('matters.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('matters.columns.matter')}</th>
          <th scope="col">{t('matters.columns.stage')}</th>
          <th scope="col">{t('matters.columns.counts')}</th>
          <th scope="col">{t('matters.columns.next')}</th>
          <th scope="col">{t('matters.columns.last')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((matter, place) => (
          <tr key={matter.chain} className={place === chosen ? 'on' : ''}>
            <td>
              <Link id={matterRowId(place)} to={linkTo(matterPath(matter.chain))}>
                {matter.title}
              </Link>
              <Numbers matter={matter} />
            </td>
            <td>
              {say(matter.lastNodeName)}
              <small>{[say(matter.flowName), ...matter.agencies.map((agency) => t(`common.agencies.${agency}`))].join(' · ')}</small>
            </td>
            <td>
              <Counts counts={matter.counts} />
            </td>
            <td className={matter.nextDue === null ? 'i3' : ''}>{dates.due(matter.nextDue)}</td>
            <td className="i2">{dates.moment(matter.lastAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** On a phone: cards. */
export const MatterCards = ({ items }: Pick<Props, 'items'>) => {
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const dates = useMatterDates()
  return (
    <ul className="mcs">
      {items.map((matter) => (
        <li key={matter.chain}>
          <Link className="mc" to={linkTo(matterPath(matter.chain))}>
            <strong>{matter.title}</strong>
            <Numbers matter={matter} />
            <span className="i2">{say(matter.lastNodeName)}</span>
            <span className="foot">
              <Counts counts={matter.counts} />
              <span className="i2">{dates.due(matter.nextDue)}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
