/** What the server itself answers, to compare the pages with. */
import type { FlowView, Matter, MatterList, PushAnswer, Today, WireEvent } from '../packages/contracts/src/index.ts'

let key = ''

/** The tests ask as the demo client does. */
export const useKey = (given: string): void => void (key = given)

const authorization = (): Record<string, string> => ({ authorization: `Bearer ${key}` })

export const get = async <T>(origin: string, path: string): Promise<T> => {
  const response = await fetch(`${origin}/api/v1${path}`, { headers: authorization() })
  if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`)
  return (await response.json()) as T
}

export const today = async (origin: string, query = ''): Promise<Today> => await get<Today>(origin, `/today?limit=100${query}`)

export const matters = async (origin: string, query: Record<string, string>): Promise<MatterList> => await get<MatterList>(origin, `/matters?${new URLSearchParams(query).toString()}`)

export const matter = async (origin: string, chain: string): Promise<Matter> => await get<Matter>(origin, `/matters/${encodeURIComponent(chain)}`)

export const flow = async (origin: string, code: string): Promise<FlowView> => await get<FlowView>(origin, `/catalogue/flows/${code}`)

export async function push(origin: string, events: WireEvent[]): Promise<PushAnswer> {
  const response = await fetch(`${origin}/api/v1/events`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization() }, body: JSON.stringify(events) })
  return (await response.json()) as PushAnswer
}
