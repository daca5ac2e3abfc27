import { useTranslation } from 'react-i18next'
import type { WorkMatter } from '../api/types.ts'
import { momentInTable } from '../format/dates.ts'
import { useLanguage } from '../shell/use-language.ts'
import { documentPath } from './use-work.ts'

/** Everything that happened, the latest first: who, what, in which words, with which letter. */
export const History = ({ matter }: { matter: WorkMatter }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return (
    <section className="card">
      <h2>{t('work.history')}</h2>
      <ol className="past">
        {matter.history.toReversed().map((event) => (
          <li key={event.id}>
            <span className="s12 i3 when">{momentInTable(event.at, null, language)}</span>
            <div className="grow">
              <p>
                <b>{say(event.nodeName)}</b>
                {event.actName !== null && ` · ${say(event.actName)}`}
                <span className="i3 s13"> {event.actor.id === 'hengjian' ? t('work.byPlatform') : (event.actor.name ?? event.actor.id)}</span>
              </p>
              {event.said.map(({ title, text }) => (
                <p key={title.zh} className="s13 said">
                  <span className="i3">{say(title)}</span> {say(text)}
                </p>
              ))}
              {event.docNo !== null && (
                <p className="s13">
                  <a href={documentPath(matter.flow, matter.chain, event.id)} download>
                    {event.docNo}
                  </a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
