import type { Verdict } from '../../api/types.ts'
import { BarView } from './bar-view.tsx'
import { DotView } from './dot-view.tsx'
import type { Picture, PlacedArrow, PlacedLane } from './layout.ts'
import type { OnKey } from './stops.ts'

export interface LaneTools {
  asOf: number
  verdicts: Map<string, Verdict>
  selected: string | null
  selectedEvent: string | null
  /** the one stop that the tab key reaches; arrows go on from there */
  stop: string | null
  dotLabel: (dot: PlacedLane['dots'][number]) => string
  measure: (text: string) => number
  onVerdict: (id: string) => void
  onEvent: (id: string) => void
  onKey: OnKey
}

export const LaneView = ({ lane, picture, tools }: { lane: PlacedLane; picture: Picture; tools: LaneTools }) => (
  <g>
    {lane.bars.map((placed) => {
      const verdict = tools.verdicts.get(placed.clock.id)
      return verdict ? (
        <BarView
          key={placed.clock.id}
          placed={placed}
          verdict={verdict}
          asOf={tools.asOf}
          selected={tools.selected !== null && placed.clock.ids.includes(tools.selected)}
          focusable={tools.stop === placed.clock.id}
          edge={picture.width - 2}
          measure={tools.measure}
          onSelect={tools.onVerdict}
          onKey={tools.onKey}
        />
      ) : null
    })}
    {lane.dots.map((dot) => (
      <DotView
        key={dot.lead.key}
        dot={dot}
        label={tools.dotLabel(dot)}
        selected={dot.members.some(({ event }) => event !== null && event.id === tools.selectedEvent)}
        onSelect={dot.lead.expected ? null : tools.onEvent}
        focusable={tools.stop === dot.lead.key}
        onKey={tools.onKey}
      />
    ))}
    {lane.dots.map((dot) =>
      dot.label ? (
        <text key={dot.lead.key} x={dot.label.x} y={dot.label.y} fontSize="12" fill={dot.lead.expected ? 'var(--ink-3)' : 'var(--ink)'} className="halo" aria-hidden="true" pointerEvents="none">
          {dot.label.text}
        </text>
      ) : null,
    )}
  </g>
)

export const ArrowView = ({ arrow, days }: { arrow: PlacedArrow; days: string }) => {
  const { x0, y0, x1, y1 } = arrow
  const angle = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI
  return (
    <g aria-hidden="true">
      <path d={`M${x0} ${y0}L${x1} ${y1}`} stroke="var(--primary)" strokeOpacity=".6" strokeDasharray="3 3" fill="none" />
      <path d="M-6-3.500 0 0l-6 3.500" fill="none" stroke="var(--primary)" strokeWidth="1.3" transform={`translate(${x1} ${y1}) rotate(${angle})`} />
      {arrow.days > 0 && (
        <text x={(x0 + x1) / 2 + 5} y={(y0 + y1) / 2 + 4} fontSize="11" fill="var(--primary)" className="halo">
          {days}
        </text>
      )}
    </g>
  )
}
