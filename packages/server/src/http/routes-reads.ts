/** What the workbench reads. Answers have the shapes of `packages/contracts/src/api.ts`. */
import type { FastifyInstance } from 'fastify'
import type { CataloguePages } from '../modules/catalogue/index.ts'
import type { Chains } from '../modules/chains/index.ts'
import { actorOf } from './actor.ts'
import { readInstant } from './instant.ts'
import * as Schema from './schemas.ts'

export interface ReadParts {
  chains: Chains
  catalogue: CataloguePages
  /** minutes east of Greenwich, for dates in addresses */
  offset: number
}

export function registerReadRoutes(app: FastifyInstance, { chains, catalogue, offset }: ReadParts): void {
  const instant = (text: string | undefined): number | null => (text === undefined ? null : readInstant(text, offset))
  app.get<{ Querystring: Schema.TodayQuery }>(
    '/today',
    { config: { permission: 'worklist.read' }, schema: { summary: '今日 Worklist', querystring: Schema.TodayQuery, response: { 200: Schema.Described('Today') } } },
    ({ query, actor }) => chains.today(actor, { agency: null, kind: null, cursor: null, ...query, asOf: instant(query.asOf) }),
  )
  app.get<{ Querystring: Schema.CustodyQuery }>(
    '/custody',
    { config: { permission: 'matters.read' }, schema: { summary: '在押人员 Persons in custody', querystring: Schema.CustodyQuery, response: { 200: Schema.Described('CustodyList') } } },
    ({ query, actor }) => chains.custody(actor, { agency: null, ground: null, group: null, cursor: null, ...query }),
  )
  app.get<{ Querystring: Schema.MattersQuery }>(
    '/matters',
    { config: { permission: 'matters.read' }, schema: { summary: '案件 Matters', querystring: Schema.MattersQuery, response: { 200: Schema.Described('MatterList') } } },
    ({ query, actor }) => chains.matters(actor, { q: null, flow: null, place: null, agency: null, state: null, cursor: null, ...query, asOf: instant(query.asOf) }),
  )
  app.get<{ Params: { chain: string }; Querystring: Schema.AsOfQuery }>(
    '/matters/:chain',
    { config: { permission: 'matters.read' }, schema: { summary: '一案 One matter', params: Schema.ChainParams, querystring: Schema.AsOfQuery, response: { 200: Schema.Described('Matter'), 404: Schema.Problem } } },
    ({ params, query, actor }) => chains.matter(actor, params.chain, instant(query.asOf)),
  )
  app.get<{ Params: { chain: string } }>(
    '/matters/:chain/events',
    { config: { permission: 'matters.read' }, schema: { summary: '一案的事件 Events of a matter', params: Schema.ChainParams, response: { 200: Schema.ListOf('MatterEvent'), 404: Schema.Problem } } },
    ({ params, actor }) => chains.events(actor, params.chain),
  )
  app.post<{ Params: { chain: string }; Body: Schema.Unmask }>(
    '/matters/:chain/unmask',
    { config: { permission: 'matters.unmask' }, schema: { summary: '显示个人信息 Show personal data', description: '说明理由，限时有效，记入审计。 Needs a reason, ends by itself, and is recorded.', params: Schema.ChainParams, body: Schema.Unmask, response: { 200: Schema.Described('Unmasking'), 404: Schema.Problem, 422: Schema.Problem } } },
    (request) => chains.unmask(request.actor, actorOf(request), request.params.chain, request.body.reason),
  )
  app.delete<{ Params: { chain: string } }>(
    '/matters/:chain/unmask',
    { config: { permission: 'matters.unmask' }, schema: { summary: '重新遮盖个人信息 Mask personal data again', params: Schema.ChainParams, response: { 200: Schema.Described('Unmasking') } } },
    ({ params, actor }) => chains.mask(actor, params.chain),
  )
  app.get<{ Querystring: Schema.VerdictsQuery }>(
    '/verdicts',
    { config: { permission: 'matters.read' }, schema: { summary: '判定 Verdicts', querystring: Schema.VerdictsQuery, response: { 200: Schema.Described('VerdictList') } } },
    ({ query, actor }) => chains.verdicts(actor, { rule: null, outcome: null, agency: null, chain: null, cursor: null, ...query }),
  )
  for (const path of ['/verdicts/:id', '/verdicts/:id/explanation']) {
    app.get<{ Params: { id: string }; Querystring: Schema.AsOfQuery }>(
      path,
      { config: { permission: 'matters.read' }, schema: { summary: '判定的说明 Explanation of a verdict', params: Schema.IdParams, querystring: Schema.AsOfQuery, response: { 200: Schema.Described('Explanation'), 404: Schema.Problem } } },
      ({ params, query, actor }) => chains.explanation(actor, params.id, instant(query.asOf)),
    )
  }
  app.get('/catalogue', { config: { permission: 'catalogue.read' }, schema: { summary: '目录 Catalogue', response: { 200: Schema.Described('CatalogueOverview') } } }, ({ actor }) => catalogue.overview(actor))
  app.get('/catalogue/names', { config: { permission: 'catalogue.read' }, schema: { summary: '名称 Names of nodes and facts', response: { 200: Schema.Described('CatalogueNames') } } }, () => catalogue.names())
  app.get('/catalogue/index', { config: { permission: 'catalogue.read' }, schema: { summary: '检索 Every node and rule, for searching', response: { 200: Schema.Described('CatalogueIndex') } } }, ({ actor }) => catalogue.index(actor))
  app.get('/catalogue/variants', { config: { permission: 'catalogue.read' }, schema: { summary: '审判标准流程与执行分工 Standard trial flows and the division of enforcement work', response: { 200: Schema.Described('CatalogueVariants') } } }, ({ actor }) => catalogue.variants(actor))
  app.get('/coverage', { config: { permission: 'catalogue.read' }, schema: { summary: '监督覆盖 Armed coverage', response: { 200: Schema.Described('Coverage') } } }, ({ actor }) => catalogue.coverage(actor))
  app.get<{ Params: { code: string } }>(
    '/catalogue/flows/:code',
    { config: { permission: 'catalogue.read' }, schema: { summary: '流程 Flow', params: Schema.CodeParams, response: { 200: Schema.Described('FlowView'), 404: Schema.Problem } } },
    ({ params, actor }) => catalogue.flow(actor, params.code),
  )
  app.get<{ Params: { code: string } }>(
    '/catalogue/nodes/:code',
    { config: { permission: 'catalogue.read' }, schema: { summary: '节点 Node', params: Schema.CodeParams, response: { 200: Schema.Described('NodeView'), 404: Schema.Problem } } },
    ({ params, actor }) => catalogue.node(actor, params.code),
  )
}
