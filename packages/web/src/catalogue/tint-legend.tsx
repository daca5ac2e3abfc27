import { useTranslation } from 'react-i18next'

/** What the ground of a node's box means. */
export const TintLegend = () => {
  const { t } = useTranslation()
  return (
    <ul className="tints">
      {(['none', 'low', 'middle', 'high'] as const).map((step, index) => (
        <li key={step}>
          <i className={`t${index}`} />
          {t(`catalogue.flow.tints.${step}`)}
        </li>
      ))}
    </ul>
  )
}
