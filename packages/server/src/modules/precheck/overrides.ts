/**
 * Letting an act pass that a rule stops. The source system asks for it; whoever the flow names decides, as a step of an
 * internal matter like any other; the answer is good for this one act, by this one system, for a short time.
 */
import { hash } from 'node:crypto'
import type { Actor, OverrideView } from '@hengjian/contracts'
import type { ChainEvent } from '@hengjian/engine'
import { precheck } from '@hengjian/engine'
import { instantText } from '../../dates.ts'
import { actName, eventActor, lockMatters, writeSteps } from '../../flow/index.ts'
import type { Step } from '../../flow/index.ts'
import { canonicalJson } from '../../hash/index.ts'
import { registerCatalogue, storedEvents } from '../../intake/index.ts'
import { CodedError } from '../../problem.ts'
import { transaction, viewOf as readingAs } from '../../store/index.ts'
import { maskerOf } from '../chains/index.ts'
import type { OverrideFlow } from './act.ts'
import { actFacts, decidedIn, isSameAct, overrideFlow, rulesOf, textOf } from './act.ts'
import { knownOf } from './known.ts'
import type { PrecheckParts } from './parts.ts'

export interface OverrideWish {
  intended: ChainEvent
  reason: string
  /** the request as it was sent, to know it again */
  body: unknown
  /** the sender's own mark of the request; null: its content is the mark */
  key: string | null
}

const digestOf = (text: string): string => hash('sha256', text, 'hex')

/** The same request asked again answers the same override. Throws HJ-REQ-007, HJ-OVR-006, HJ-OVR-007, HJ-OVR-008. */
export async function requestOverride(parts: PrecheckParts, { intended, reason, body, key }: OverrideWish, by: Actor): Promise<{ created: boolean; override: OverrideView }> {
  const { store, catalogue, audit, clock } = parts
  const flow = overrideFlow(parts.flows)
  if (flow === null) throw new CodedError('HJ-OVR-007')
  const digest = digestOf(canonicalJson(body))
  const id = `${flow.prefix}${digestOf(JSON.stringify([by.kind, by.id, key ?? digest])).slice(0, 32)}`
  const { events: before } = await knownOf(parts, intended, by)
  const { stoppedBy, verdicts } = precheck(catalogue, before, intended)
  const register = await registerCatalogue(store, catalogue, clock())
  const created = await transaction(store, async (tx) => {
    // who asks twice at once waits for the first
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
    const known = (await lockMatters(tx, [id])).get(id)?.[0]
    if (known !== undefined) {
      if (known.attrs['digest'] !== digest) throw new CodedError('HJ-OVR-008', key ?? '')
      return false
    }
    if (stoppedBy.length === 0) throw new CodedError('HJ-OVR-006')
    const agency = verdicts.find(({ rule }) => stoppedBy.includes(rule))?.agency ?? ''
    const step: Step = {
      chain: id,
      node: flow.nodes[0]?.code ?? '',
      act: null,
      attrs: { ...actFacts(intended), onAt: intended.at, rule: stoppedBy[0], rules: stoppedBy.join(' '), reason, client: by.id, clientName: by.name, digest, ...(await unitOf(parts, intended, before, agency, by)) },
      actor: intended.actor?.['id'] === undefined ? eventActor(by) : { ...intended.actor },
    }
    await writeSteps({ ...parts, tx, register, now: clock() }, [step], new Map())
    await audit.record(tx, { actor: { kind: by.kind, id: by.id, name: by.name }, action: 'override.request', object: `matter:${intended.chain}`, outcome: 'done', detail: { override: id, node: intended.node, rules: stoppedBy } })
    return true
  })
  return { created, override: await readOverride(parts, id, by) }
}

/** Whose leader decides: the unit that the event names, else that of the client. */
async function unitOf({ pathOf }: PrecheckParts, intended: ChainEvent, before: readonly ChainEvent[], agency: string, by: Actor): Promise<Record<string, string>> {
  const org = intended.actor?.['org']
  const unitPath = org === undefined ? null : await pathOf(org, agency)
  if (org !== undefined && unitPath !== null) {
    const name = textOf(intended.attrs['unit']) ?? textOf(before.findLast((event) => event.actor?.['org'] === org && textOf(event.attrs['unit']) !== null)?.attrs['unit'])
    return { unit: org, unitPath, unitName: name ?? org }
  }
  if (by.org !== null) return { unit: by.org.id, unitPath: by.org.path, unitName: by.org.name }
  // before there are accounts one user decides everything
  if (by.kind === 'local') return org === undefined ? {} : { unit: org }
  throw new CodedError('HJ-OVR-007', org ?? '')
}

/** Programs see what they asked for themselves, people what concerns matters that they may see. Throws HJ-REQ-007. */
export async function readOverride(parts: PrecheckParts, id: string, reader: Actor): Promise<OverrideView> {
  const flow = overrideFlow(parts.flows)
  const [request, ...more] = flow === null || !id.startsWith(flow.prefix) ? [] : ((await storedEvents(parts.store.pool, [id])).get(id) ?? [])
  const matter = textOf(request?.attrs['matter']) ?? ''
  if (flow === null || request === undefined || !(await mayRead(parts, request, matter, reader))) throw new CodedError('HJ-REQ-007', id)
  const done = (await storedEvents(parts.store.pool, [matter])).get(matter) ?? []
  return viewOf(parts, flow, [request, ...more], done)
}

const isOwn = (request: ChainEvent, { kind, id }: Actor): boolean => kind !== 'client' || request.attrs['client'] === id

async function mayRead({ store, reachOf }: PrecheckParts, request: ChainEvent, matter: string, reader: Actor): Promise<boolean> {
  if (reader.kind === 'client') return isOwn(request, reader)
  const { rowCount } = await readingAs(store, await reachOf(reader)).pool.query('select from chain where chain_id = any($1::text[])', [[request.chain, matter]])
  return (rowCount ?? 0) > 0
}

/** All that were asked for in a matter, in their order. */
export async function listOverrides(parts: PrecheckParts, matter: string, reader: Actor): Promise<OverrideView[]> {
  const flow = overrideFlow(parts.flows)
  if (flow === null) return []
  const { rows } = await readingAs(parts.store, await parts.reachOf(reader)).pool.query<{ chain_id: string }>('select chain_id from internal_matter where flow = $1 and origin_chain = $2 order by opened_at, chain_id limit 200', [flow.code, matter])
  const events = await storedEvents(parts.store.pool, [matter, ...rows.map((row) => row.chain_id)])
  return rows.flatMap(({ chain_id }) => {
    const own = events.get(chain_id) ?? []
    return own[0] === undefined || !isOwn(own[0], reader) ? [] : [viewOf(parts, flow, own, events.get(matter) ?? [])]
  })
}

/** The override under which the act may be done although these rules stop it. Throws HJ-OVR-001 to 005. */
export async function grantedFor(parts: PrecheckParts, id: string, intended: ChainEvent, stoppedBy: readonly string[], by: Actor): Promise<OverrideView> {
  const flow = overrideFlow(parts.flows)
  const events = flow === null || !id.startsWith(flow.prefix) ? [] : ((await storedEvents(parts.store.pool, [id])).get(id) ?? [])
  const request = events[0]
  if (flow === null || request === undefined || request.attrs['client'] !== by.id) throw new CodedError('HJ-OVR-001', id.slice(0, 60))
  if (!isSameAct(request, intended)) throw new CodedError('HJ-OVR-003', id)
  // also where the client may not see the matter: once used is used
  const done = (await storedEvents(parts.store.pool, [intended.chain])).get(intended.chain) ?? []
  const { state } = decidedIn(flow, events, done, parts.clock())
  if (state === 'used') throw new CodedError('HJ-OVR-005', id)
  if (state === 'expired') throw new CodedError('HJ-OVR-002', id)
  if (state !== 'granted') throw new CodedError('HJ-OVR-004', id)
  const more = stoppedBy.filter((rule) => !rulesOf(request).includes(rule))
  if (more.length > 0) throw new CodedError('HJ-OVR-003', more.join(' '))
  return viewOf(parts, flow, events, done)
}

function viewOf({ catalogue, clock }: PrecheckParts, flow: OverrideFlow, events: readonly ChainEvent[], done: readonly ChainEvent[]): OverrideView {
  const request = events[0] as ChainEvent
  const fact = (key: string): string | null => textOf(request.attrs[key])
  const { state, decision, untilMs, usedBy } = decidedIn(flow, events, done, clock())
  const masker = maskerOf(catalogue, [...done, ...events])
  const onNode = fact('onNode') ?? ''
  return {
    id: request.chain,
    flow: flow.code,
    state,
    matter: fact('matter') ?? '',
    subject: fact('subject'),
    node: onNode,
    nodeName: catalogue.nodes.get(onNode)?.name ?? { zh: onNode, en: onNode },
    act: fact('onAct'),
    at: fact('onAt') ?? request.at,
    officer: request.actor?.['name'] ?? request.actor?.['id'] ?? null,
    rules: rulesOf(request).map((id) => {
      const rule = catalogue.rules.findLast((info) => info.id === id)
      return { id, name: rule?.name ?? { zh: id, en: id }, basis: rule?.basis ?? [] }
    }),
    reason: masker.text(fact('reason') ?? ''),
    requestedAt: request.at,
    requestedBy: fact('clientName') ?? fact('client') ?? '',
    decision:
      decision === null
        ? null
        : {
            act: textOf(decision.attrs['act']) ?? '',
            actName: actName(flow.node(decision.node), textOf(decision.attrs['act'])) ?? { zh: '', en: '' },
            at: decision.at,
            by: decision.actor?.['name'] ?? decision.actor?.['id'] ?? '',
            grounds: masker.text(textOf(decision.attrs['grounds']) ?? ''),
          },
    until: untilMs === null ? null : instantText(untilMs, catalogue.zoneOffset ?? 0),
    usedBy,
  }
}
