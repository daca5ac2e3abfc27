import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What is quick should not flash. */
const patience = 300
const widths = ['38%', '86%', '64%', '72%', '55%', '80%']

/** Grey lines shaped like content, after 300 ms. */
export const Loading = ({ lines = 3 }: { lines?: number }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const waiting = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(waiting)
  }, [])
  return (
    <output className="state" aria-busy="true">
      <span className="unseen">{t('common.loading')}</span>
      {shown && (
        <span className="box wide" aria-hidden="true">
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} className="sk" style={{ width: widths[line % widths.length] }} />
          ))}
        </span>
      )}
    </output>
  )
}
