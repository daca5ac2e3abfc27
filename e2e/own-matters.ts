/**
 * Which matters each person of the demo must find, worked out anew from the acts as the committee reads them: who acted,
 * for which agency, where. It knows nothing of how the server decides.
 */
import type { DemoPerson, MatterEvent, MatterList, PersonRow, WorkList } from '../packages/contracts/src/index.ts'
import { get } from './api.ts'

interface Known {
  chain: string
  events: MatterEvent[]
  secret: boolean
  juvenile: boolean
}

/** Codes without the zeros of the levels below. */
const short = (code: string): string => code.replace(/(?:00)+$/, '')

async function known(origin: string): Promise<Known[]> {
  const chains: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: MatterList = await get<MatterList>(origin, `/matters?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
    chains.push(...page.items.map(({ chain }) => chain))
    cursor = page.nextCursor
  }
  return await Promise.all(
    chains.map(async (chain) => {
      const events = await get<MatterEvent[]>(origin, `/matters/${encodeURIComponent(chain)}/events`)
      const says = (key: string): unknown[] => events.filter(({ effective }) => effective).map(({ attrs }) => attrs[key])
      return { chain, events, secret: says('secrecy').findLast((rank) => rank !== undefined) === '秘密', juvenile: ['minor', 'recordSealed', 'minorVictim'].some((key) => says(key).includes(true)) }
    }),
  )
}

const agencyOf: Record<string, { kind: string; word: string }> = { ga: { kind: 'police', word: '公安局' }, jc: { kind: 'procuratorate', word: '检察院' }, fy: { kind: 'court', word: '法院' }, jy: { kind: 'prison', word: '监狱' }, sf: { kind: 'justice', word: '司法局' } }

/** Answers for each account the chains; the person's post tells what is theirs. */
export async function ownMatters(origin: string, people: readonly DemoPerson[], postsOf: (account: string) => Promise<PersonRow['posts']>, personOf: (account: string) => string): Promise<Map<string, string[]>> {
  const all = await known(origin)
  const { rows } = await get<WorkList>(origin, '/findings?limit=200')
  const wide: Record<string, (matter: Known) => boolean> = { 'committee-supervisor': () => true, reviewer: ({ secret, juvenile }) => !secret && !juvenile, inspector: ({ secret, juvenile }) => !secret && !juvenile }
  return new Map(
    await Promise.all(
      people.map(async ({ account, role }): Promise<[string, string[]]> => {
        const post = (await postsOf(account)).find(({ current }) => current)
        const person = personOf(account)
        const [, letters = '', code = ''] = /^([a-z]+)(\d{6})/.exec(post?.unit ?? '') ?? []
        const place = short(code)
        const agency = agencyOf[letters]
        const isHere = (org: string | null): boolean => org !== null && short(org).startsWith(place)
        const ofAgency = ({ events }: Known): boolean => events.some((event) => (isHere(event.actor.org) && agency !== undefined && event.actor.unit?.includes(agency.word) === true) || event.agency === agency?.kind && (isHere(event.actor.org) || isHere(events.find(({ actor }) => actor.org !== null)?.actor.org ?? null)))
        const ofUnit = ({ events }: Known): boolean => events.some(({ actor }) => actor.unit === post?.unitName && actor.org !== null && short(actor.org) === place)
        const ofPerson = ({ chain, events }: Known): boolean => events.some(({ actor }) => actor.id === person) || rows.some(({ assigned, origin: from }) => assigned === person && from?.chain === chain)
        const sees = wide[role] ?? ((matter: Known) => (!matter.secret || role === 'agency-leader') && (ofPerson(matter) || (role === 'case-officer' ? ofUnit(matter) : ofAgency(matter))))
        return [account, all.filter(sees).map(({ chain }) => chain)]
      }),
    ),
  )
}
