import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatterEvent } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { clockTime, isoOf, momentOf, nowIso, startMs } from '../format/moment.ts'
import { useAsOf } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'

const fieldValue = (moment: string): string => {
  const { day, minutes } = momentOf(moment)
  return `${isoOf(day)}T${clockTime(minutes ?? 1439)}`
}

interface Props {
  shown: string
  events: MatterEvent[]
}

/** Moves the now line: to any moment, or act by act. */
export const AsOfField = ({ shown, events }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { asOf, setAsOf } = useAsOf()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const before = previousAct(events, shown)

  useEffect(() => {
    if (!open) return
    const leave = (event: Event) => {
      const outside = event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)
      if (outside) setOpen(false)
    }
    window.addEventListener('pointerdown', leave)
    window.addEventListener('keydown', leave)
    return () => {
      window.removeEventListener('pointerdown', leave)
      window.removeEventListener('keydown', leave)
    }
  }, [open])

  return (
    <div className="row as-of" ref={box}>
      <span className="s13 i3">{t('matter.asOf')}</span>
      <button type="button" className="btn sm" aria-expanded={open} aria-label={`${t('matter.asOfLabel')} ${momentInTable(shown, null, language)}`} onClick={() => setOpen(!open)}>
        {momentInTable(shown, null, language)} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <form
          className="sheet-in"
          onSubmit={(event) => {
            event.preventDefault()
            const value = new FormData(event.currentTarget).get('moment')
            if (typeof value === 'string' && value !== '') setAsOf(`${value}:00+08:00`)
            setOpen(false)
          }}
        >
          <label className="b" htmlFor="matter-as-of">
            {t('matter.asOfLabel')}
          </label>
          <input key={shown} id="matter-as-of" name="moment" type="datetime-local" defaultValue={fieldValue(shown)} max={fieldValue(nowIso())} />
          <button type="submit" className="btn sm pri">
            {t('matter.asOfApply')}
          </button>
          {before !== null && (
            <button type="button" className="btn sm" onClick={() => setAsOf(before)}>
              {t('matter.beforeAct', { moment: momentInTable(before, null, language) })}
            </button>
          )}
          {asOf !== null && (
            <button
              type="button"
              className="btn sm"
              onClick={() => {
                setAsOf(null)
                setOpen(false)
              }}
            >
              {t('matter.backToNow')}
            </button>
          )}
        </form>
      )}
    </div>
  )
}

/** The minute before the last act that is still visible: one step back in what was known. */
function previousAct(events: MatterEvent[], shown: string): string | null {
  const last = Math.max(...events.map(({ at }) => startMs(at)).filter((ms) => ms <= startMs(shown)))
  const earlier = events.filter(({ at }) => startMs(at) < last)
  if (!Number.isFinite(last) || earlier.length === 0) return null
  return `${fieldValue(new Date(last - 60_000).toISOString())}:00+08:00`
}
