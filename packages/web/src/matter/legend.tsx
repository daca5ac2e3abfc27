import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Segment } from '../clock/layout.ts'
import { SegmentShape } from '../clock/segments.tsx'
import { SeverityShape } from '../severity/shape.tsx'

const sample = (segment: Segment, width = 28): ReactNode => (
  <svg width={width} height="18">
    <SegmentShape segment={segment} top={4} height={10} />
  </svg>
)

const samples: Record<'used' | 'left' | 'excluded' | 'extension' | 'overdue' | 'done' | 'earlier' | 'fold' | 'handOver' | 'expected' | 'passed' | 'interference', ReactNode> = {
  used: sample({ kind: 'used', x: 0, width: 26, pale: false }),
  left: sample({ kind: 'period', x: 0, width: 26, look: 'plain' }),
  excluded: sample({ kind: 'excluded', x: 0, width: 26 }),
  extension: sample({ kind: 'extension', x: 2 }, 12),
  overdue: (
    <svg width="24" height="18">
      <SegmentShape segment={{ kind: 'overdue', x: 2, width: 20, cut: false, breach: 'violation' }} top={4} height={10} />
      <SegmentShape segment={{ kind: 'due', x: 2, look: 'firm' }} top={4} height={10} />
    </svg>
  ),
  done: <SeverityShape severity="ok" size={13} />,
  earlier: sample({ kind: 'earlier', x: 4 }, 8),
  fold: (
    <svg width="14" height="12">
      <path d="M2 0l4 12M7 0l4 12" stroke="var(--ink-3)" />
    </svg>
  ),
  handOver: (
    <svg width="10" height="14">
      <path d="M5 0v14" stroke="var(--primary)" strokeDasharray="3 3" />
    </svg>
  ),
  expected: (
    <svg width="12" height="12">
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="2 1.6" />
    </svg>
  ),
  passed: <SeverityShape severity="intercepted" size={13} />,
  interference: <SeverityShape severity="risk" size={13} />,
}

export const Legend = () => {
  const { t } = useTranslation()
  return (
    <ul className="legend" aria-label={t('matter.legend.label')}>
      {(Object.keys(samples) as (keyof typeof samples)[]).map((name) => (
        <li key={name}>
          <span aria-hidden="true">{samples[name]}</span>
          {t(`matter.legend.${name}`)}
        </li>
      ))}
    </ul>
  )
}
