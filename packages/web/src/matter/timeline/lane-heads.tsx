import { useTranslation } from 'react-i18next'
import type { Agency, Matter } from '../../api/types.ts'
import type { LaneId } from '../facts.ts'
import type { Picture, TimelineFacts } from './layout.ts'

const agenciesOf: Record<LaneId, Agency[]> = {
  police: ['police'], procuratorate: ['procuratorate'], court: ['court'], execution: ['prison', 'justice'], administrative: ['administrative'], committee: ['committee'], other: ['other'], handling: [],
}

interface Props {
  picture: Picture
  facts: TimelineFacts
  matter: Matter
  onToggle: (lane: LaneId) => void
  full: ReadonlySet<LaneId>
}

/** Names of agencies and units, as ordinary text over the drawing, with the switch that brings in the clocks that were left out. */
export const LaneHeads = ({ picture, facts, matter, full, onToggle }: Props) => {
  const { t } = useTranslation()
  const { gutter } = picture
  return (
    <>
      {picture.lanes.map((lane) => {
        const id = lane.id as LaneId
        const name = t(`matter.lanes.${id}`)
        const hidden = facts.lanes.find((known) => known.id === lane.id)?.hidden ?? 0
        return (
          <div key={id} className={hidden > 0 || full.has(id) ? 'tl-head folds' : 'tl-head'} style={{ top: lane.y, height: lane.height, width: gutter - 4 }}>
            <b>{name}</b>
            {agenciesOf[id].map((agency) => (matter.unit[agency] ? <span key={agency} title={matter.unit[agency]}>{matter.unit[agency]}</span> : null))}
            {(hidden > 0 || full.has(id)) && (
              <button type="button" aria-expanded={full.has(id)} onClick={() => onToggle(id)}>
                {full.has(id) ? t('matter.briefly') : t(id === 'handling' ? 'matter.hiddenSteps' : 'matter.hiddenClocks', { count: hidden })}
                <span className="unseen"> {t(full.has(id) ? 'matter.collapse' : id === 'handling' ? 'matter.expandSteps' : 'matter.expand', { lane: name })}</span>
              </button>
            )}
          </div>
        )
      })}
      {picture.next && (
        <div className="tl-next" style={{ top: picture.next.y, height: picture.next.height }}>
          <b style={{ width: gutter }}>{t(`matter.lanes.${picture.next.id as LaneId}`)}</b>
          <span>{t('matter.notEntered')}</span>
        </div>
      )}
    </>
  )
}
