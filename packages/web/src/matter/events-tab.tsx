import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Matter, MatterEvent } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { number } from '../format/numbers.ts'
import { useLanguage } from '../shell/use-language.ts'
import { CopyButton } from './copy-button.tsx'
import { originalOf } from './original.ts'

interface Props {
  matter: Matter
  selected: string | null
}

/** The records as they were received, and the hash that vouches for them. */
export const EventsTab = ({ matter, selected }: Props) => {
  const { t } = useTranslation()
  const { length, head } = matter.hash
  return (
    <div className="raw">
      <p className="row wrap">
        <b>{t('matter.raw.chainHash')}</b>
        <span className="i2">{t('matter.raw.hashText', { length: number(length), head: `${head.slice(0, 16)}…` })}</span>
        <CopyButton text={head} label={t('matter.raw.copy')} done={t('matter.raw.copied')} />
      </p>
      <p className="s12 i3">{t('matter.raw.order')}</p>
      <ul>
        {matter.events.map((event) => (
          <RawEvent key={`${event.source} ${event.id}`} event={event} chain={matter.chain} open={event.id === selected} />
        ))}
      </ul>
    </div>
  )
}

const RawEvent = ({ event, chain, open }: { event: MatterEvent; chain: string; open: boolean }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const box = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (open) box.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <li>
      <details ref={box} open={open}>
        <summary>
          <span className="mono s12">{momentInTable(event.at, null, language)}</span>
          <span className="what">
            {say(event.nodeName)} <span className="s12 i3">{event.node}</span>
          </span>
          {!event.effective && <span className="tag line">{t('matter.raw.void')}</span>}
          <span className="s12 i3 not-phone">{event.recordedAt && t('matter.raw.recorded', { date: momentInTable(event.recordedAt, null, language) })}</span>
          <span className="s12 i3 mono not-phone">
            {event.source} {event.id}
          </span>
        </summary>
        <pre className="mono">
          {originalOf(event, chain)}
        </pre>
      </details>
    </li>
  )
}
