/** The steps of the kit, in the order in which an integration is built. */
import type { PushAnswer, WireEvent } from '@hengjian/contracts'
import type { ConformOptions, Words } from './index.ts'
import { Skip, Unlike } from './outcome.ts'
import type { Heard, Probe } from './probe.ts'

export interface StepContext extends ConformOptions {
  probe: Probe
  chain: string
  source: string
  /** ids of what was accepted; what was corrected counts again once its correction is withdrawn */
  sent: string[]
  state: Map<string, unknown>
}

export interface Step {
  id: string
  name: Words
  remedy: Words
  /** `everything`: where it fails, nothing else can be tried */
  needs?: 'everything'
  run: (context: StepContext) => Promise<void>
}

const step = (id: string, name: [string, string], remedy: [string, string], run: Step['run'], needs?: 'everything'): Step => ({ id, name: { zh: name[0], en: name[1] }, remedy: { zh: remedy[0], en: remedy[1] }, run, ...(needs === undefined ? {} : { needs }) })

const EVENTS = '/api/v1/events'
const MINUTE = 60_000

const eventOf = ({ chain, source, node, now }: StepContext, id: string, minutesAgo: number, more: Partial<WireEvent> = {}): WireEvent => ({ id, source, chain, node, at: new Date(now - minutesAgo * MINUTE).toISOString(), ...more })

/** The answers for these events, whether they came as an answer or, for a single one, as a problem. */
async function push(context: StepContext, events: readonly unknown[]): Promise<PushAnswer> {
  const heard = await context.probe.send(EVENTS, JSON.stringify(events))
  return answerOf(context, heard)
}

function answerOf(context: StepContext, { status, code, body }: Heard): PushAnswer {
  const answer = body as Partial<PushAnswer>
  if (answer.results === undefined) throw new Unlike(`HTTP ${status} ${code}`)
  for (const { status: became, id } of answer.results) if (became === 'accepted' && id !== null) context.sent.push(id)
  return answer as PushAnswer
}

function expectStatuses(answer: PushAnswer, wanted: readonly string[]): void {
  const found = answer.results.map(({ status, reason }) => (status === 'rejected' ? `rejected ${reason?.code ?? ''}`.trim() : status))
  const fits = found.length === wanted.length && found.every((status, i) => status === wanted[i])
  if (!fits) throw new Unlike(`${found.join(', ')} ≠ ${wanted.join(', ')}`)
}

const expectRefusal = ({ status, code }: Heard, wantedStatus: number, wantedCode: string): void => {
  if (status !== wantedStatus || code !== wantedCode) throw new Unlike(`HTTP ${status} ${code} ≠ HTTP ${wantedStatus} ${wantedCode}`)
}

const asIntended = ({ chain, node }: StepContext): string => JSON.stringify({ chain, node })

export const steps: readonly Step[] = [
  step(
    'address',
    ['能连上服务器', 'The server is reached'],
    ['检查地址、网络和证书。', 'Check the address, the network and the certificate.'],
    async ({ probe }) => {
      const { status, body } = await probe.send('/api/health', null)
      if (status !== 200 || Object.keys(body).length === 0) throw new Unlike(`HTTP ${status}`)
    },
    'everything',
  ),
  step(
    'key',
    ['密钥有效，可以推送', 'The key is valid and may push'],
    ['密钥写在 Authorization: Bearer 之后；没有推送权限的请系统管理员添加，登记了公钥的要签名。', 'The key goes after Authorization: Bearer; ask the system administrator for the permission to push, and sign where a public key is registered.'],
    async ({ probe }) => {
      const { status, code } = await probe.send(EVENTS, '[]')
      if (status !== 200) throw new Unlike(`HTTP ${status} ${code}`)
    },
    'everything',
  ),
  step(
    'wrong-key',
    ['错误的密钥被拒绝', 'A wrong key is refused'],
    ['服务器没有拒绝错误的密钥：确认连接的是正式的接口，不是不检查密钥的代理。', 'The server took a wrong key: make sure that this is the interface itself and no proxy that adds a key.'],
    async ({ probe }) => expectRefusal(await probe.send(EVENTS, '[]', { key: 'hj_000000000000_wrong' }), 401, 'HJ-AUT-007'),
  ),
  step(
    'push',
    ['推送一个事件，答复已接收', 'One event is pushed and accepted'],
    ['对照 docs/events.md 检查必填字段 id、chain、node、at。', 'Compare the required fields id, chain, node and at with docs/events.md.'],
    async (context) => expectStatuses(await push(context, [eventOf(context, 'a', 60)]), ['accepted']),
  ),
  step(
    'duplicate',
    ['重复推送不会重复入库', 'What is sent twice is stored once'],
    ['重试时保持 id、source 和内容不变，不要每次生成新编号。', 'Keep id, source and content when you send again; make no new id for a retry.'],
    async (context) => expectStatuses(await push(context, [eventOf(context, 'a', 60)]), ['duplicate']),
  ),
  step(
    'changed',
    ['同一编号换了内容被拒绝', 'The same id with another content is refused'],
    ['更正要用新的 id，并在 supersedes 写明被更正的 id。', 'A correction has an id of its own and names in supersedes what it corrects.'],
    async (context) => expectStatuses(await push(context, [eventOf(context, 'a', 60, { docNo: 'conform' })]), ['rejected HJ-EVT-008']),
  ),
  step(
    'correction',
    ['更正事件被接收', 'A correction is accepted'],
    ['supersedes 写同一来源中被更正事件的 id。', 'supersedes is the id of the corrected event of the same source.'],
    async (context) => expectStatuses(await push(context, [eventOf(context, 'a2', 61, { supersedes: 'a' })]), ['accepted']),
  ),
  step(
    'order',
    ['先到后发生、后到先发生都被接收', 'The order of arrival does not matter'],
    ['at 写行为发生的时间，recordedAt 写录入的时间，不要等前面的事件。', 'at is when the act happened, recordedAt when it was recorded; do not hold events back for earlier ones.'],
    async (context) => {
      expectStatuses(await push(context, [eventOf(context, 'c', 10)]), ['accepted'])
      expectStatuses(await push(context, [eventOf(context, 'b', 30)]), ['accepted'])
    },
  ),
  step(
    'mixed',
    ['一批中坏的被退回，好的照收，逐条按序答复', 'Of a batch the bad are turned back, the good kept, each answered in its place'],
    ['按 results 的次序处理每个事件：记下退回的原因，不要整批重发或者整批放弃。', 'Go through results in their order: note why an event was turned back; neither send the whole batch again nor give it up.'],
    async (context) => {
      const bad = { ...eventOf(context, 'd', 9), at: undefined }
      const noZone = { ...eventOf(context, 'e', 9), at: '2026-03-02T10:00:00' }
      expectStatuses(await push(context, [bad, eventOf(context, 'f', 8), noZone]), ['rejected HJ-EVT-001', 'accepted', 'rejected HJ-EVT-004'])
    },
  ),
  step(
    'single-bad',
    ['单独一个坏事件以问题文档答复', 'A bad event alone is answered with a problem document'],
    ['读 code 和 remedy；422 的内容不会因为重发而变好。', 'Read code and remedy; what is answered with 422 does not get better by sending it again.'],
    async (context) => expectRefusal(await context.probe.send(EVENTS, JSON.stringify({ ...eventOf(context, 'g', 7), at: 'yesterday' })), 422, 'HJ-EVT-004'),
  ),
  step(
    'broken',
    ['残缺的 JSON 和不认识的内容类型被拒绝', 'Broken JSON and unknown content types are refused'],
    ['检查编码（UTF-8）和 Content-Type。', 'Check the encoding (UTF-8) and the Content-Type.'],
    async ({ probe }) => {
      expectRefusal(await probe.send(EVENTS, '[{"id":'), 400, 'HJ-REQ-001')
      expectRefusal(await probe.send(EVENTS, '<e/>', { type: 'application/xml' }), 415, 'HJ-REQ-004')
    },
  ),
  step(
    'inside',
    ['不能代平台写内部事项', 'Nobody else writes for the platform'],
    ['换用本系统自己的 source 和案件编号。', 'Use a source and ids of your own.'],
    async (context) => expectStatuses(await push(context, [{ ...eventOf(context, 'h', 6), source: 'hengjian' }]), ['rejected HJ-EVT-013']),
  ),
  step(
    'formats',
    ['NDJSON 和 CloudEvents 同样接收', 'NDJSON and CloudEvents are taken too'],
    ['NDJSON 每行一个完整的 JSON；CloudEvents 的 specversion 为 1.0，data 放其余字段。', 'NDJSON has one whole JSON a line; CloudEvents has specversion 1.0 and the other fields in data.'],
    async (context) => {
      const lines = ['i', 'j'].map((id) => JSON.stringify(eventOf(context, id, 5))).join('\n')
      expectStatuses(answerOf(context, await context.probe.send(EVENTS, lines, { type: 'application/x-ndjson' })), ['accepted', 'accepted'])
      const { id, source, ...data } = eventOf(context, 'k', 4)
      const cloud = { specversion: '1.0', type: 'act', id, source, datacontenttype: 'application/json', data }
      expectStatuses(answerOf(context, await context.probe.send(EVENTS, JSON.stringify(cloud), { type: 'application/cloudevents+json' })), ['accepted'])
    },
  ),
  step(
    'precheck',
    ['事前检查答复允许、提示或者拦截', 'A question before an act is answered with allow, warn or deny'],
    ['没有权限的请系统管理员添加；问题与推送的事件写法相同，可不写 id 和 at。', 'Ask the system administrator for the permission; a question is written like an event, id and at may be left out.'],
    async (context) => {
      const { status, code, body } = await context.probe.send('/api/v1/precheck', asIntended(context))
      if (status === 403) throw new Skip('events.precheck')
      if (status !== 200 || !['allow', 'warn', 'deny'].includes(String(body['decision']))) throw new Unlike(`HTTP ${status} ${code} ${String(body['decision'])}`)
    },
  ),
  step(
    'precheck-writes-nothing',
    ['问过的行为没有入库', 'What was only asked about is not stored'],
    ['办理以后仍要推送事件；事前检查不能代替推送。', 'Push the event once the act is done; a question does not stand for it.'],
    async (context) => {
      const intended = eventOf(context, 'm', 3)
      const { status } = await context.probe.send('/api/v1/precheck', JSON.stringify(intended))
      if (status === 403) throw new Skip('events.precheck')
      expectStatuses(await push(context, [intended]), ['accepted'])
    },
  ),
  step(
    'forged-override',
    ['编造的放行编号被拒绝', 'An override that was made up is refused'],
    ['只用申请放行时答复的编号。', 'Use only ids that were answered when an override was asked for.'],
    async (context) => {
      const heard = await context.probe.send('/api/v1/precheck', JSON.stringify({ chain: context.chain, node: context.node, attrs: { override: 'override:0000' } }))
      if (heard.status === 403) throw new Skip('events.precheck')
      expectRefusal(heard, 422, 'HJ-OVR-001')
    },
  ),
  step(
    'replay',
    ['签过的请求只能用一次', 'A signed request is taken once'],
    ['每次请求，包括重试，都要新的随机数和新的签名。', 'Make a new nonce and a new signature for every request, a retry included.'],
    async ({ probe, signer }) => {
      if (signer === undefined) throw new Skip('—')
      const signed = await probe.sign('POST', EVENTS, '[]')
      const first = await probe.send(EVENTS, '[]', { signed })
      if (first.status !== 200) throw new Unlike(`HTTP ${first.status} ${first.code}`)
      expectRefusal(await probe.send(EVENTS, '[]', { signed }), 401, 'HJ-AUT-015')
      expectRefusal(await probe.send(EVENTS, '[ ]', { signed: await probe.sign('POST', EVENTS, '[]') }), 401, 'HJ-AUT-013')
    },
  ),
  step(
    'read',
    ['推送的事件可以读回', 'What was pushed can be read'],
    ['没有权限的请系统管理员添加；只推送的系统不需要。', 'Ask the system administrator for the permission; a system that only pushes does not need it.'],
    async ({ probe, chain }) => {
      const { status, code } = await probe.send(`/api/v1/matters/${encodeURIComponent(chain)}`, null)
      if (status === 403) throw new Skip('matters.read')
      if (status !== 200) throw new Unlike(`HTTP ${status} ${code}`)
    },
  ),
  step(
    'withdraw',
    ['测试数据已全部撤回', 'Everything that was sent has been withdrawn'],
    ['用 retracts 撤回本来源 conform/ 开头的事件。', 'Withdraw the events of the source conform/… with retracts.'],
    async (context) => {
      const ids = context.sent.splice(0)
      expectStatuses(await push(context, ids.map((id) => eventOf(context, `${id}-x`, 1, { retracts: id }))), ids.map(() => 'accepted'))
    },
  ),
]
