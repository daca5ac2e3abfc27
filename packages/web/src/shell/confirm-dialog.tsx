import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  detail: string
  /** what the button does, in its own words */
  label: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks once more before something that cannot be taken back. The way out has the focus. */
export const ConfirmDialog = ({ title, detail, label, onConfirm, onClose }: Props) => {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="keys confirm" aria-labelledby={`${id}-title`} aria-describedby={`${id}-detail`} onClose={onClose}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-detail`}>{detail}</p>
      <div className="row">
        <button type="button" className="btn right" onClick={() => dialog.current?.close()}>
          {t('common.cancel')}
        </button>
        <button
          type="button"
          className="btn pri"
          onClick={() => {
            onConfirm()
            dialog.current?.close()
          }}
        >
          {label}
        </button>
      </div>
    </dialog>
  )
}
