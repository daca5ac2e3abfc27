import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../shell/icons.tsx'
import { accepted } from './upload.ts'

/** Drop a file or choose one; the button is the way for the keyboard. */
export const DropZone = ({ onFile }: { onFile: (file: File) => void }) => {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <div
      className={over ? 'drop over' : 'drop'}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
    >
      <Icon name="import" size={28} />
      <p className="b not-phone">{over ? t('importing.dropActive') : t('importing.drop')}</p>
      <span className="i3 s13 not-phone">{t('importing.or')}</span>
      <button type="button" className="btn pri" onClick={() => input.current?.click()}>
        {t('importing.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        aria-label={t('importing.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <p className="s12 i3">{t('importing.required')}</p>
    </div>
  )
}
