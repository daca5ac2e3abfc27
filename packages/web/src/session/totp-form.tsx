import { useMutation, useQuery } from '@tanstack/react-query'
import { QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendJson } from '../api/session.ts'
import type { SessionState } from '../api/types.ts'
import { Loading } from '../states/loading.tsx'
import { ProblemLine } from './problem-line.tsx'
import { formText } from './form-text.ts'

interface Offer {
  secret: string
  address: string
}

/** A secret to scan and the first code of it. */
export const TotpForm = ({ onDone }: { onDone: (state: SessionState) => void }) => {
  const { t } = useTranslation()
  // One offer while the form is open: another would make the scanned one worthless.
  const offer = useQuery({ queryKey: ['totp-offer'], queryFn: () => sendJson<Offer>('/account/totp', {}), staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false })
  const confirm = useMutation({ mutationFn: (code: string) => sendJson<SessionState>('/account/totp/confirm', { code }), onSuccess: onDone })
  if (offer.data === undefined) return offer.error === null ? <Loading /> : <ProblemLine error={offer.error} />
  return (
    <form
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(formText(event.currentTarget, 'code'))
      }}
    >
      <div className="gate-qr">
        <span className="unseen">{t('session.first.picture')}</span>
        <QRCode value={offer.data.address} type="svg" size={176} bordered={false} color="#000" bgColor="#fff" />
      </div>
      <p className="s13 i2 gate-secret">{t('session.first.secret', { secret: offer.data.secret.replaceAll(/(.{4})/g, '$1 ').trim() })}</p>
      <label>
        {t('session.code')}
        <input className="field" name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required />
      </label>
      <ProblemLine error={confirm.error} />
      <button type="submit" className="btn pri" disabled={confirm.isPending}>
        {t('session.first.confirm')}
      </button>
    </form>
  )
}
