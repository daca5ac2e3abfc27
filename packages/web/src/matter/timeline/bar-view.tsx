import type { Verdict } from '../../api/types.ts'
import { SegmentShape } from '../../clock/segments.tsx'
import { useClockLabel } from '../../clock/use-clock-label.ts'
import { toneOf } from '../../severity/severity.ts'
import { SeverityShape } from '../../severity/shape.tsx'
import { asButton } from './stops.ts'
import type { OnKey } from './stops.ts'
import type { PlacedBar } from './layout.ts'
import { ROW } from './layout.ts'

interface Props {
  placed: PlacedBar
  verdict: Verdict
  asOf: number
  selected: boolean
  focusable: boolean
  edge: number
  measure: (text: string) => number
  onSelect: (verdict: string) => void
  onKey: OnKey
}

const BAR_TOP = 18
const BAR_HEIGHT = 10
/** bold text runs wider */
const BOLD = 1.07

/** Name and state above, the bar below; the chosen one stands in a frame. */
export const BarView = ({ placed, verdict, asOf, selected, focusable, edge, measure, onSelect, onKey }: Props) => {
  const { clock, bar, y, labelX, labelWidth } = placed
  const label = useClockLabel(verdict, asOf)
  const top = y + BAR_TOP
  const frame = { x0: Math.min(bar.x0, labelX) - 6, x1: Math.min(edge, Math.max(bar.x1, labelX + labelWidth * BOLD) + 8) }
  const choose = () => onSelect(clock.id)
  const strong = selected ? { fontWeight: 600 } : {}
  const statusX = labelX + measure(clock.label) * (selected ? BOLD : 1) + 8
  return (
    <g {...asButton} data-stop tabIndex={focusable ? 0 : -1} aria-pressed={selected} aria-label={`${[clock.label, clock.status].filter(Boolean).join(' ')}: ${label}`} className="tl-bar" onClick={choose} onKeyDown={(event) => onKey(event, choose)}>
      <rect x={frame.x0} y={y - 2} width={frame.x1 - frame.x0} height={ROW + 2} rx="5" fill={selected ? 'var(--tint)' : 'transparent'} stroke={selected ? 'var(--primary)' : 'none'} />
      <text x={labelX} y={y + 12} fontSize="12" fill="var(--ink)" className={selected ? '' : 'halo'} {...strong}>
        {`${clock.label} `}
      </text>
      {clock.status !== '' && (
        <>
          <SeverityShape severity={clock.severity} size={12} x={statusX} y={y + 2} />
          <text x={statusX + 15} y={y + 12} fontSize="12" fill={statusColour(clock.severity)} className={selected ? '' : 'halo'} {...strong}>
            {clock.status}
          </text>
        </>
      )}
      {bar.segments.map((segment) => (
        <SegmentShape key={`${segment.kind}${segment.x}`} segment={segment} top={top} height={BAR_HEIGHT} />
      ))}
      {bar.slashes.map((x) => (
        <g key={x}>
          <path d={`M${x - 4} ${top - 2}l3 14h5l-3-14Z`} fill={selected ? 'var(--tint)' : 'var(--surface)'} />
          <path d={`M${x - 4} ${top - 2}l3 14M${x + 1} ${top - 2}l3 14`} stroke="var(--ink-3)" />
        </g>
      ))}
      {bar.cut && <path d={`M${bar.x1 - 2} ${top - 1}l4 6-4 6`} fill="none" stroke="var(--ink-3)" strokeWidth="1.5" />}
    </g>
  )
}

/** What was put right keeps the red of what it was. */
const statusColour = (severity: PlacedBar['clock']['severity']): string => (severity === 'corrected' ? 'var(--v)' : toneOf(severity) === 'n' ? 'var(--ink-2)' : `var(--${toneOf(severity)})`)
