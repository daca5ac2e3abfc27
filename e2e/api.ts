/** What the server itself answers, to compare the pages with. */
import type { FlowView, Matter, MatterList, PushAnswer, Today, WireEvent } from '../packages/contracts/src/index.ts'

let key = ''

let session = ''

/** The tests push as the demo client does, and read and decide as one who is signed in. */
export function comeIn(given: { key: string; session: string }): void {
  key = given.key
  session = given.session
}

const signedIn = (origin: string): Record<string, string> => ({ cookie: `hengjian=${session}`, origin })
const withKey = (): Record<string, string> => ({ authorization: `Bearer ${key}` })
const json = { 'content-type': 'application/json' }

export const get = async <T>(origin: string, path: string): Promise<T> => {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: signedIn(origin) })
  if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`)
  return (await response.json()) as T
}

export const today = async (origin: string, query = ''): Promise<Today> => await get<Today>(origin, `/today?limit=100${query}`)

export const matters = async (origin: string, query: Record<string, string>): Promise<MatterList> => await get<MatterList>(origin, `/matters?${new URLSearchParams(query).toString()}`)

export const matter = async (origin: string, chain: string): Promise<Matter> => await get<Matter>(origin, `/matters/${encodeURIComponent(chain)}`)

export const flow = async (origin: string, code: string): Promise<FlowView> => await get<FlowView>(origin, `/catalogue/flows/${code}`)

/** As a source system sends it. */
export const ask = async (origin: string, path: string, body: unknown): Promise<Response> => await fetch(`${origin}/api/v1${path}`, { method: 'POST', headers: { ...json, ...withKey() }, body: JSON.stringify(body) })

/** As a page sends it. */
export const post = async (origin: string, path: string, body: unknown): Promise<Response> => await fetch(`${origin}/api/v1${path}`, { method: 'POST', headers: { ...json, ...signedIn(origin) }, body: JSON.stringify(body) })

export async function push(origin: string, events: WireEvent[]): Promise<PushAnswer> {
  const response = await ask(origin, '/events', events)
  return (await response.json()) as PushAnswer
}
