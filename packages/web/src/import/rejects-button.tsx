import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { useLanguage } from '../shell/use-language.ts'
import { readRejects, rejectsTable } from './rejects.ts'

/** Gathers the rejected lines and hands them over as a file. `short` shows only the number. */
export const RejectsButton = ({ job, short = false }: { job: ImportJob; short?: boolean }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle')
  const heads = (['line', 'code', 'field', 'message', 'remedy', 'record'] as const).map((name) => t(`importing.rejectHeads.${name}`))
  const save = async () => {
    setState('reading')
    try {
      saveAs(`${job.file}-${t('importing.rejectsFile')}.csv`, rejectsTable(await readRejects(job.id), heads, language))
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  const label = t('importing.rejects', { count: job.rejected })
  return (
    <>
      <button type="button" className={short ? 'btn txt sm' : 'btn sm'} disabled={state === 'reading'} onClick={() => void save()}>
        {short ? number(job.rejected) : label}
        {short && <span className="unseen"> {label}</span>}
      </button>
      {state === 'failed' && (
        <span className="s12 c-v" role="alert">
          {t('importing.rejectsFailed')}
        </span>
      )}
    </>
  )
}

function saveAs(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
