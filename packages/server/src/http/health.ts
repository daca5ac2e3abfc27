/** Whether the server can work, how far the judging of the store under a new catalogue is, and what the last check of everything found. */
import type { Catalogue } from '@hengjian/engine'
import type { FastifyInstance } from 'fastify'
import type { Store } from '../store/index.ts'
import { Described } from './schemas.ts'

export function registerHealth(app: FastifyInstance, { store, catalogue, clock }: { store: Store; catalogue: Catalogue; clock: () => number }): void {
  app.get('/api/health', { config: { permission: 'public' }, schema: { summary: '运行状况 Health', response: { 200: Described('status, verified, reevaluation') } } }, async () => {
    // fails with a problem document when the database is away
    const { rows } = await store.pool.query<{ total: number; done: number; finished_at: Date | null }>(
      'select total, done, finished_at from reevaluation order by started_at desc limit 1',
    )
    const last = rows[0]
    const checked = (await store.pool.query<{ finished_at: Date; whole: boolean }>('select finished_at, bad is null as whole from audit_check order by id desc limit 1')).rows[0]
    return {
      status: 'ok',
      time: new Date(clock()).toISOString(),
      catalogue: catalogue.id,
      // what was found stands on the page of the auditor
      verified: checked === undefined ? null : { at: checked.finished_at.toISOString(), whole: checked.whole },
      reevaluation: last === undefined || last.finished_at !== null ? null : { total: last.total, done: last.done },
    }
  })
}
