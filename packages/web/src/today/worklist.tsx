import { useTranslation } from 'react-i18next'
import { number } from '../format/numbers.ts'
import type { Group, Section, WorkItem } from './groups.ts'
import { WorkCard, WorkRow } from './work-row.tsx'

interface Props {
  sections: Section[]
  /** of each group, also of rows not yet fetched */
  counts: Record<Group, number>
  asOf: number
  chosen: WorkItem | null
  narrow: boolean
  onSelect: (row: WorkItem) => void
  onOpen: (row: WorkItem) => void
  /** by one row up or down */
  onMove: (by: 1 | -1) => void
}

interface HeadProps {
  group: Group
  count: number
  first: boolean
}

const GroupHead = ({ group, count, first }: HeadProps) => {
  const { t } = useTranslation()
  return (
    <div className="gh">
      <h2>
        <b>{t(`today.groups.${group}`)}</b> {number(count)}
      </h2>
      <span className="due" aria-hidden="true">
        {first && <i>{t('clock.dueLine')}</i>}
      </span>
    </div>
  )
}

/** Rows under their headings. On a desk one due line runs through all rows. */
export const WorkTable = ({ sections, counts, asOf, chosen, narrow, onSelect, onOpen, onMove }: Props) =>
  sections.map((section, place) => (
    <section key={section.group}>
      <GroupHead group={section.group} count={counts[section.group]} first={place === 0} />
      <ul>
        {section.rows.map((row) => (
          <li key={row.verdict.id}>
            {narrow ? <WorkCard row={row} asOf={asOf} onSelect={onSelect} /> : <WorkRow row={row} asOf={asOf} selected={row === chosen} onSelect={onSelect} onOpen={onOpen} onMove={onMove} />}
          </li>
        ))}
      </ul>
    </section>
  ))
