import { SeverityShape } from '../severity/shape.tsx'
import type { Segment } from './layout.ts'

interface Band {
  /** top and height of the bar inside its drawing */
  top: number
  height: number
}

const outlines = {
  plain: { fill: 'var(--surface)', stroke: 'var(--line-2)' },
  soon: { fill: 'var(--w-t)', stroke: 'var(--w-l)' },
  grey: { fill: 'var(--g-t)', stroke: 'var(--line-2)' },
  unused: { fill: 'var(--surface)', stroke: 'var(--line-2)', strokeDasharray: '3 3' },
  unknown: { fill: 'none', stroke: 'var(--line-2)', strokeDasharray: '3 3' },
} as const

const Slashes = ({ x, top, height }: Band & { x: number }) => (
  <>
    <path d={`M${x - 5} ${top + height}h4l5 ${-height}h-4Z`} fill="var(--surface)" />
    <path d={`M${x - 5} ${top + height + 1}l5 ${-height - 2}m4 0l-5 ${height + 2}`} stroke="var(--ink-2)" fill="none" />
  </>
)

const DueLine = ({ x, look, top, height }: Band & { x: number; look: 'firm' | 'moving' | 'unknown' }) => {
  const line = `M${x} ${top - 4}v${height + 8}`
  if (look === 'firm') return <path d={line} stroke="var(--ink)" strokeWidth="2" />
  if (look === 'unknown') return <path d={line} stroke="var(--line-2)" strokeWidth="1.5" strokeDasharray="2 2" />
  return (
    <>
      <path d={line} stroke="var(--ink)" strokeWidth="2" strokeDasharray="3 2" />
      <path d={`M${x + 6} ${top + height / 2}h16m-5-4 5 4-5 4`} stroke="var(--ink-2)" fill="none" />
    </>
  )
}

/** One part of a bar. Heights follow the design: red is 2 px taller on each side, the due line 4 px, the extension tick hangs 5 px. */
export const SegmentShape = ({ segment, top, height }: Band & { segment: Segment }) => {
  const { x } = segment
  switch (segment.kind) {
    case 'period':
      return <rect x={x + 0.5} y={top + 0.5} width={Math.max(0, segment.width - 1)} height={height - 1} rx="2" {...outlines[segment.look]} />
    case 'used':
      return <rect x={x} y={top} width={segment.width} height={height} rx="2" fill={segment.pale ? 'var(--used-2)' : 'var(--used)'} />
    case 'excluded':
      return <rect x={x + 0.5} y={top + 0.5} width={Math.max(0, segment.width - 1)} height={height - 1} fill="url(#hatch)" stroke="var(--hatch)" />
    case 'grey':
      return (
        <>
          <rect x={x} y={top + 0.5} width={segment.width} height={height - 1} fill="url(#dots)" stroke="var(--g)" />
          <rect x={x} y={top} width={segment.passed} height={height} fill="var(--g)" />
          <path d={`M${x} ${top - 3}v${height + 6}`} stroke="var(--g)" strokeWidth="1.5" strokeDasharray="2 1.5" />
        </>
      )
    case 'overdue':
      return (
        <>
          <rect x={x} y={top - 2} width={segment.width} height={height + 4} rx="1.5" fill={segment.breach === 'violation' ? 'var(--v)' : 'var(--w-f)'} />
          {segment.cut && <Slashes x={x + segment.width / 2} top={top - 2} height={height + 4} />}
        </>
      )
    case 'void': {
      const middle = top + height / 2
      return (
        <>
          <rect x={x + 0.5} y={top + 0.5} width={Math.max(0, segment.width - 1)} height={height - 1} fill="none" stroke="var(--v)" strokeDasharray="3 2" />
          <path d={`M${x + 4} ${middle - 3}l6 6m0-6-6 6`} stroke="var(--v)" strokeWidth="1.5" />
        </>
      )
    }
    case 'extension':
      return (
        <>
          <path d={`M${x} ${top}v${height + 5}`} stroke="var(--surface)" strokeWidth="3" />
          <path d={`M${x} ${top}v${height + 5}M${x + 3} ${top + height + 2.5}h4m-2-2v4`} stroke="var(--ink-2)" strokeWidth="1" />
        </>
      )
    case 'earlier':
      return <path d={`M${x} ${top - 2}v${height + 4}`} stroke="var(--ink)" strokeDasharray="2 1.5" />
    case 'reset':
      return <path d={`M${x + 2} ${top - 4}v${height + 8}M${x + 7} ${top - 4}v${height + 8}`} stroke="var(--ink-2)" strokeWidth="2" />
    case 'due':
      return <DueLine x={x} look={segment.look} top={top} height={height} />
    case 'done': {
      const size = height + 3
      return (
        <>
          <circle cx={x} cy={top + height / 2} r={size / 2 + 1} fill="var(--surface)" />
          <SeverityShape severity="ok" size={size} x={x - size / 2} y={top - 1.5} />
        </>
      )
    }
  }
}
