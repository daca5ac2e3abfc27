import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client.ts'
import type { PeopleImportReport } from '../api/types.ts'
import { ProblemLine } from '../session/problem-line.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { peopleKey } from './keys.ts'

/** so many rows that were turned back are shown; the report on the command line has them all */
const shown = 50

/** A file of units, people or absences. What was turned back stands there with its line. */
export const PeopleImport = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const hint = useId()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: (file: File) => post<PeopleImportReport>('/people/import', file, { name: file.name }, { 'content-type': file.name.toLowerCase().endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv' }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: peopleKey }),
  })
  return (
    <section className="people-import">
      <label className="btn">
        {t('system.people.import')}
        <input
          className="unseen"
          type="file"
          accept=".csv,.xlsx,text/csv"
          aria-describedby={hint}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) send.mutate(file)
            event.target.value = ''
          }}
        />
      </label>
      <span id={hint} className="s13 i3">
        {t('system.people.importHint')}
      </span>
      <ProblemLine error={send.error} />
      {send.data !== undefined && (
        <output>
          <p>{t('system.people.imported', { read: send.data.read, added: send.data.added, changed: send.data.changed, unchanged: send.data.unchanged, rejected: send.data.rejected.length })}</p>
          <ul>
            {send.data.rejected.slice(0, shown).map(({ line, column, message }) => (
              <li key={`${line} ${column}`} className="s13 c-v">
                {t('system.people.rejected', { line, message: say(message) })}
              </li>
            ))}
          </ul>
        </output>
      )}
    </section>
  )
}
