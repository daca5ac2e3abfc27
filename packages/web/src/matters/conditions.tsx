import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../api/queries.ts'
import { TextField } from '../shell/text-field.tsx'
import { useLanguage } from '../shell/use-language.ts'
import type { MatterSearch } from './use-search.ts'

interface ChoiceProps {
  label: string
  value: string
  options: { value: string; label: string }[]
  onChange: (value: string) => void
  searchable?: boolean
}

const Choice = ({ label, value, options, onChange, searchable = false }: ChoiceProps) => (
  <div className="cond">
    <span aria-hidden="true">{label}</span>
    <Select<string> aria-label={label} value={value} options={options} onChange={onChange} showSearch={searchable ? { optionFilterProp: 'label' } : false} popupMatchSelectWidth={false} virtual={false} />
  </div>
)

/** Number or person, flow, agency, place, state. */
export const Conditions = ({ search }: { search: MatterSearch }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const catalogue = useCatalogue()
  const flows = catalogue.data?.flows ?? []
  const agencies = [...new Set(flows.map((flow) => flow.agency))]
  const any = { value: '', label: t('matters.states.any') }
  const { filter, set } = search
  return (
    <div className="conds">
      <TextField label={t('shell.openSearch')} placeholder={t('matters.search')} value={filter.q} onChange={(value) => set('q', value)} />
      <Choice label={t('matters.flow')} value={filter.flow} options={[any, ...flows.map((flow) => ({ value: flow.code, label: `${flow.code} ${say(flow.name)}` }))]} onChange={(value) => set('flow', value)} searchable />
      <Choice label={t('matters.agency')} value={filter.agency} options={[any, ...agencies.map((agency) => ({ value: agency, label: t(`common.agencies.${agency}`) }))]} onChange={(value) => set('agency', value)} />
      <TextField label={t('matters.place')} placeholder={t('matters.placeHint')} value={filter.place} onChange={(value) => set('place', value)} />
      <Choice label={t('matters.state')} value={filter.state} options={[any, ...search.states.map((state) => ({ value: state, label: t(`matters.states.${state}`) }))]} onChange={(value) => set('state', value)} />
      {search.filtered && (
        <button type="button" className="btn txt" onClick={search.clear}>
          {t('matters.clear')}
        </button>
      )}
    </div>
  )
}
