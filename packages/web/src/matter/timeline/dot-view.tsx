import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityShape } from '../../severity/shape.tsx'
import type { PlacedDot } from './layout.ts'
import { asButton } from './stops.ts'
import type { OnKey } from './stops.ts'

interface Props {
  dot: PlacedDot
  /** in words: date and name of the act */
  label: string
  selected: boolean
  onSelect: ((event: string) => void) | null
  focusable: boolean
  onKey: OnKey
}

/** An act: filled dot; several: a dot with their number; awaited: dashed ring; a finding replaces the dot by its shape. */
export const DotView = ({ dot, label, selected, onSelect, focusable, onKey }: Props) => {
  const { t } = useTranslation()
  const { x, y, lead, members } = dot
  const event = lead.event
  const name = members.length > 1 ? t('matter.axis.more', { label, count: members.length }) : label
  const choose = event && onSelect ? () => onSelect(event.id) : undefined
  return (
    <g
      {...(choose ? { ...asButton, 'data-stop': true, tabIndex: focusable ? 0 : -1, onClick: choose, onKeyDown: (pressed: KeyboardEvent) => onKey(pressed, choose) } : { role: 'img' })}
      aria-label={name}
      className="tl-dot"
    >
      <title>{name}</title>
      {dot.label && <path d={`M${x} ${y - 6}V${dot.label.y + 4}`} stroke="var(--line-2)" />}
      <circle cx={x} cy={y} r="11" fill="transparent" />
      {selected && <circle cx={x} cy={y} r={members.length > 1 ? 11 : 8.5} fill="none" stroke="var(--primary)" strokeWidth="2" />}
      <Mark dot={dot} />
    </g>
  )
}

const Mark = ({ dot: { x, y, lead, members } }: { dot: PlacedDot }) => {
  if (lead.expected) return <circle cx={x} cy={y} r="4.5" fill="var(--surface)" stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2 1.6" />
  if (lead.event?.finding) {
    return (
      <>
        <circle cx={x} cy={y} r="9" fill="var(--surface)" />
        <SeverityShape severity={lead.event.finding} size={14} x={x - 7} y={y - 7} />
      </>
    )
  }
  if (members.length === 1) return <circle cx={x} cy={y} r="5" fill="var(--ink-2)" />
  return (
    <>
      <circle cx={x} cy={y} r="8" fill="var(--ink-2)" />
      <text x={x} y={y + 4} fontSize="11" fontWeight="600" textAnchor="middle" fill="var(--surface)">
        {members.length}
      </text>
    </>
  )
}
