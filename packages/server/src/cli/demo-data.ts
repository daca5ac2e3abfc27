/** Fills an empty store with demo data, and with people who may look at it. */
import { SingleBar } from 'cli-progress'
import { readEvent } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { generateDemo } from '../demo/index.ts'
import { demoCast, demoPeopleFile, demoUnitsFile } from '../demo/organisation.ts'
import { CHUNK, ingest } from '../intake/index.ts'
import type { Store } from '../intake/index.ts'
import type { Identity } from '../modules/identity/index.ts'
import type { Say } from './language.ts'

const SEED = 1

/** A store that holds anything is left as it is, and the catalogue is then not opened; answers whether it was filled. */
export async function fillWithDemo(store: Store, open: () => Promise<Catalogue>, matters: number, say: Say): Promise<boolean> {
  const { rowCount } = await store.pool.query('select 1 from chain limit 1')
  if (rowCount !== 0) return false
  const catalogue = await open()
  const asOf = Date.now()
  const bar = new SingleBar({ format: `${say('生成演示数据', 'Making demo data')} [{bar}] {percentage}%`, stream: process.stderr, hideCursor: true })
  bar.start(matters, 0)
  let batch: ChainEvent[] = []
  let done = 0
  let chain = ''
  for (const wire of generateDemo({ seed: SEED, matters, asOf, cast: true })) {
    const read = readEvent(wire, { source: 'demo' })
    if ('problem' in read) throw new Error(`${read.problem.code} ${read.problem.message.en}`)
    if (read.event.chain !== chain) {
      chain = read.event.chain
      done++
      if (batch.length >= CHUNK) {
        await ingest(store, catalogue, batch, asOf)
        batch = []
        bar.update(done)
      }
    }
    batch.push(read.event)
  }
  await ingest(store, catalogue, batch, asOf)
  bar.update(matters)
  bar.stop()
  return true
}

/** Answers the key of the demo client; null where the store has accounts of real people. */
export async function peopleTheDemo(identity: Identity): Promise<string | null> {
  const isDemo = await identity.hasDemoAccounts()
  if (!isDemo && (await identity.hasAccounts())) return null
  if (!isDemo) {
    for (const [file, text] of [['units.csv', demoUnitsFile()], ['people.csv', demoPeopleFile()]] as const) {
      const { rejected } = await identity.importPeople(null, file, text)
      const first = rejected[0]
      if (first !== undefined) throw new Error(`${file}:${first.line} ${first.code} ${first.message.en}`)
    }
  }
  return await identity.prepareDemo(demoCast)
}
