import { useTranslation } from 'react-i18next'
import type { BandPiece } from './bands.ts'
import type { Picture } from './layout.ts'

interface Props {
  picture: Picture
  measure: (text: string) => number
}

/** One line per person: custody solid, bail double, surveillance double and broken, free blank. */
export const BandsView = ({ picture, measure }: Props) => (
  <g>
    {picture.people.map(({ subject, name, y, pieces }) => (
      <g key={subject}>
        <text x="16" y={y + 4} fontSize="13" fontWeight="600" fill="var(--ink)">
          {name}
        </text>
        {pieces.map((piece, index) => (
          <Piece key={`${piece.kind}${piece.x0}`} piece={piece} y={y} edge={picture.now ?? picture.axis.right} room={(pieces[index + 1]?.x0 ?? picture.axis.right) - piece.x0} measure={measure} />
        ))}
      </g>
    ))}
    <Rest picture={picture} />
  </g>
)

const Piece = ({ piece, y, edge, room, measure }: { piece: BandPiece; y: number; edge: number; room: number; measure: (text: string) => number }) => {
  const { t } = useTranslation()
  const { kind, x0, x1, days } = piece
  const text = t('matter.libertyDays', { kind: t(`matter.libertyLong.${kind}`), count: days })
  const width = measure(text) + 10
  const shown = width + 12 < Math.min(room, edge - x0)
  return (
    <g>
      {kind === 'custody' ? (
        <rect x={x0} y={y - 4} width={x1 - x0} height="7" rx="1" fill="var(--ink-2)" />
      ) : (
        <path d={`M${x0} ${y - 3}H${x1}M${x0} ${y + 2}H${x1}`} stroke="var(--ink-2)" strokeWidth="1.5" {...(kind === 'surveillance' ? { strokeDasharray: '5 3' } : {})} />
      )}
      {shown && <rect x={x0 + 8} y={y - 9} width={width} height="17" fill="var(--surface)" />}
      {shown && (
        <text x={x0 + 13} y={y + 4} fontSize="12" fill="var(--ink-2)">
          {text}
        </text>
      )}
    </g>
  )
}

const Rest = ({ picture }: { picture: Picture }) => {
  const { t } = useTranslation()
  const { rest } = picture
  return rest === null ? null : (
    <text x="16" y={rest.y + 4} fontSize="12" fill="var(--ink-3)">
      {t('matter.others', { count: rest.count })}
    </text>
  )
}
