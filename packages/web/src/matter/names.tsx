import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { remove } from '../api/client.ts'
import { live } from '../api/queries.ts'
import { sendJson, useMay } from '../api/session.ts'
import type { Matter, Unmasking } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { momentOf, nowIso } from '../format/moment.ts'
import { ProblemLine } from '../session/problem-line.tsx'
import { useLanguage } from '../shell/use-language.ts'

const path = (chain: string): string => `/matters/${encodeURIComponent(chain)}/unmask`

/** Names are masked until a reason is given; then they are shown for a while, and can be masked again. */
export const Names = ({ matter: { chain, unmaskedUntil } }: { matter: Matter }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const may = useMay()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const hide = useMutation({ mutationFn: () => remove<Unmasking>(path(chain)), onSuccess: () => queries.invalidateQueries({ queryKey: [live] }) })
  if (!may('matters.unmask')) return null
  if (unmaskedUntil === null)
    return (
      <>
        <button type="button" className="btn sm" onClick={() => setAsked(true)}>
          {t('matter.names.show')}
        </button>
        {asked && <Reason chain={chain} onClose={() => setAsked(false)} />}
      </>
    )
  return (
    <>
      <span className="tag">{t('matter.names.until', { moment: momentInTable(unmaskedUntil, momentOf(nowIso()).day, language) })}</span>
      <button type="button" className="btn sm" disabled={hide.isPending} onClick={() => hide.mutate()}>
        {t('matter.names.hide')}
      </button>
    </>
  )
}

const Reason = ({ chain, onClose }: { chain: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const show = useMutation({
    mutationFn: () => sendJson<Unmasking>(path(chain), { reason }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [live] })
      dialog.current?.close()
    },
  })
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="names-title" onClose={onClose}>
      <form
        className="names"
        onSubmit={(event) => {
          event.preventDefault()
          show.mutate()
        }}
      >
        <h2 id="names-title">{t('matter.names.title')}</h2>
        <p className="s13 i2" id="names-hint">
          {t('matter.names.hint')}
        </p>
        <label htmlFor="names-reason">{t('matter.names.reason')}</label>
        <textarea id="names-reason" className="field" rows={3} maxLength={300} required aria-describedby="names-hint" value={reason} onChange={({ target }) => setReason(target.value)} />
        <ProblemLine error={show.error} />
        <div className="row">
          <button type="submit" className="btn pri" disabled={show.isPending || reason.trim() === ''}>
            {t('matter.names.confirm')}
          </button>
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            {t('matter.names.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
