import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { subscribe } from '../api/stream.ts'
import { clockTime, momentOf, nowIso } from '../format/moment.ts'
import { SeverityShape } from '../severity/shape.tsx'

/** A short break mends itself unseen; only a longer one is worth a line. */
const patience = 5000

/** Keeps the live connection while the workbench is open and says so when the data stand still. */
export const LinkState = () => {
  const queries = useQueryClient()
  const { t } = useTranslation()
  const [lostAt, setLostAt] = useState<string | null>(null)

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null
    const stop = subscribe(queries, (connected) => {
      if (connected) {
        if (waiting !== null) clearTimeout(waiting)
        waiting = null
        setLostAt(null)
      } else waiting ??= setTimeout((since: string) => setLostAt(since), patience, nowIso())
    })
    return () => {
      if (waiting !== null) clearTimeout(waiting)
      stop()
    }
  }, [queries])

  if (lostAt === null) return null
  return (
    <output className="notice">
      <SeverityShape severity="paused" size={16} />
      {t('shell.stale', { time: clockTime(momentOf(lostAt).minutes ?? 0) })}
    </output>
  )
}
