import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { WorkFlow, WorkFlows } from '../api/types.ts'
import { startMs } from '../format/moment.ts'
import { useAddress } from '../shell/use-address.ts'
import { useLanguage } from '../shell/use-language.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { More } from '../states/more.tsx'
import { NotFound } from '../states/not-found.tsx'
import { Note } from '../states/note.tsx'
import { ActionForm } from './action-form.tsx'
import { Buttons, keyOf } from './actions.tsx'
import { internalPath, useBegin, useFlowMatters, useFlows } from './use-work.ts'
import './work.css'
import { WorkLine } from './work-line.tsx'

const states = ['open', 'closed'] as const

/** One kind of internal matter: beginning one, where that is the reader's to do, and those that there are. */
export const FlowPage = () => {
  const { t } = useTranslation()
  const { flow: code = '' } = useParams()
  const query = useFlows()
  const { data } = query
  const flow = data?.flows.find((known) => known.flow === code)
  if (data !== undefined && flow === undefined) return <NotFound />
  if (data !== undefined && flow !== undefined) return <Loaded key={code} flow={flow} people={data.people} />
  return (
    <div className="work">
      <h1 className="unseen">{t('work.title')}</h1>
      {query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />}
    </div>
  )
}

const Loaded = ({ flow, people }: { flow: WorkFlow; people: WorkFlows['people'] }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <div className="work internal">
      <header>
        <p className="s13">
          <Link to="/work">{t('work.title')}</Link>
        </p>
        <h1>{say(flow.name)}</h1>
      </header>
      {flow.begin.length > 0 && <Begin flow={flow} people={people} />}
      <Matters flow={flow} />
    </div>
  )
}

/** The first step, with its form; then on to the matter that came of it. */
const Begin = ({ flow, people }: { flow: WorkFlow; people: WorkFlows['people'] }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const begin = useBegin(flow.flow)
  // a page that leads here says what it is about
  const known = Object.fromEntries(useAddress().search)
  const [chosen, setChosen] = useState<string | null>(null)
  const action = flow.begin.find((one) => keyOf(one) === chosen) ?? null
  const mutate = (filled: Parameters<typeof begin.mutate>[0]) => begin.mutate(filled, { onSuccess: ({ chain }) => void navigate(internalPath(flow.flow, chain)) })
  return (
    <section className="card">
      <h2>{t('work.begin')}</h2>
      <Buttons actions={flow.begin} first chosen={chosen} onChoose={setChosen} />
      {action !== null && <ActionForm key={keyOf(action)} action={action} offered={{ people, siblings: [] }} sending={{ ...begin, mutate }} known={known} onCancel={() => setChosen(null)} />}
    </section>
  )
}

const Matters = ({ flow }: { flow: WorkFlow }) => {
  const { t } = useTranslation()
  const { search, choose } = useAddress()
  const state = states.find((known) => known === search.get('list')) ?? 'open'
  const query = useFlowMatters(flow.flow, state)
  const [first] = query.data?.pages ?? []
  const rows = (query.data?.pages ?? []).flatMap((page) => page.rows)
  return (
    <>
      <nav className="tabs" aria-label={t('work.lists.label')}>
        {states.map((name) => (
          <button key={name} type="button" aria-current={name === state ? 'page' : undefined} onClick={() => choose({ list: name === 'open' ? null : name }, false)}>
            {t(`work.lists.${name}`)}
          </button>
        ))}
      </nav>
      {first === undefined && (query.isError ? <RequestFailure error={query.error} onRetry={() => void query.refetch()} /> : <Loading lines={6} />)}
      {first !== undefined && rows.length === 0 && <Note title={t(`work.none.${state}`)} detail={t('work.noneDetail')} />}
      {first !== undefined && (
        <ul className="lines">
          {rows.map((row) => (
            <li key={row.chain}>
              <WorkLine row={row} asOf={startMs(first.asOf)} />
            </li>
          ))}
        </ul>
      )}
      <More query={query} count={50} />
    </>
  )
}
