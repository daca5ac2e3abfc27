import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { UnitView } from '../api/types.ts'

interface Props {
  label: string
  /** the unit that was chosen; null while only places are */
  onChoose: (unit: string | null) => void
}

/** Down the tree of places to an agency or a department, one level at a time. */
export const UnitPicker = ({ label, onChoose }: Props) => {
  const [path, setPath] = useState<UnitView[]>([])
  const choose = (level: number, unit: UnitView | null) => {
    const next = [...path.slice(0, level), ...(unit === null ? [] : [unit])]
    setPath(next)
    const last = next.at(-1)
    onChoose(last === undefined || last.kind === 'place' ? null : last.id)
  }
  const last = path.at(-1)
  const levels = [...path, ...(last === undefined || last.children > 0 ? [null] : [])]
  return (
    <fieldset className="unit-levels" aria-label={label}>
      {levels.map((unit, level) => (
        <Level key={path[level - 1]?.id ?? ''} parent={path[level - 1]?.id ?? null} chosen={unit?.id ?? ''} number={level + 1} label={label} onChoose={(one) => choose(level, one)} />
      ))}
    </fieldset>
  )
}

interface LevelProps {
  parent: string | null
  chosen: string
  number: number
  label: string
  onChoose: (unit: UnitView | null) => void
}

const Level = ({ parent, chosen, number, label, onChoose }: LevelProps) => {
  const { t } = useTranslation()
  const units = useQuery({ queryKey: ['units', parent], queryFn: ({ signal }) => get<UnitView[]>('/units', { parent }, signal), staleTime: 60_000 })
  const known = units.data ?? []
  return (
    <select className="field" aria-label={t('system.clients.level', { label, number })} value={chosen} onChange={({ target }) => onChoose(known.find(({ id }) => id === target.value) ?? null)}>
      <option value="">{number === 1 ? t('system.clients.noUnit') : t('system.clients.thisUnit')}</option>
      {known.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
