import { useTranslation } from 'react-i18next'

const units = ['h', 'd', 'wd', 'mo', 'y'] as const

const period = /^(\s*(?:within|wait|ahead|atLeast):\s*)(\d+(?:\.5)?) (h|d|wd|mo|y)(?=\s|$)/m

/** The period of the rule as two fields; what they change stands in the text at once. A rule without a single period has none. */
export const PeriodFields = ({ text, onText }: { text: string; onText: (text: string) => void }) => {
  const { t } = useTranslation()
  const found = period.exec(text)
  if (found === null) return <p className="s13 i2">{t('draft.noPeriod')}</p>
  const [, , amount = '', unit = 'd'] = found
  const write = (next: string, nextUnit: string) => onText(text.replace(period, `$1${next} ${nextUnit}`))
  return (
    <div className="row wrap">
      <label className="cond">
        <span>{t('draft.amount')}</span>
        <input className="field" type="number" min={0} step={0.5} value={amount} onChange={({ target }) => write(target.value === '' ? '0' : target.value, unit)} />
      </label>
      <label className="cond">
        <span>{t('draft.unit')}</span>
        <select className="field" value={unit} onChange={({ target }) => write(amount, target.value)}>
          {units.map((one) => (
            <option key={one} value={one}>
              {t(`draft.units.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
