/**
 * 推送、事前询问、申请放行、读判定。 Pushes, asks before an act, asks to let a stopped act pass, reads verdicts.
 * Node 22.18 or later runs it as it is: `HENGJIAN_URL=… HENGJIAN_KEY=… node main.ts`. Signs where HENGJIAN_SIGN_KEY holds an SM2 private key in hex.
 */
import { createClient } from '@hengjian/client'
import { createSigner } from '@hengjian/client/sm2'

const { HENGJIAN_URL: url, HENGJIAN_KEY: key, HENGJIAN_SIGN_KEY: privateKey } = process.env
if (url === undefined || key === undefined) throw new Error('HENGJIAN_URL, HENGJIAN_KEY')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const hengjian = createClient({ url, key, ...(privateKey === undefined ? {} : { signer: createSigner(privateKey) }) })
const chain = process.argv[2] ?? `EXAMPLE-ts-${Date.now()}`
const officer = { id: 'ga220104-1003', name: '公孙衍', org: '220104000000', level: '办案部门负责人' }

const { accepted, duplicate, rejected } = await hengjian.push([{ id: `${chain}-1`, source: 'example', chain, subject: 'S1', node: 'P02-N08', at: '2026-03-01T09:00:00+08:00', actor: officer }])
say(`push accepted=${accepted} duplicate=${duplicate} rejected=${rejected}`)

const act = { chain, subject: 'S1', node: 'P04-N01', actor: officer, attrs: { act: '批准' } }
// a detention is not approved while nobody answers; other acts may be `open`
const { mayProceed, answer, error } = await hengjian.precheck(act, { ifUnreachable: 'closed' })
say(`precheck ${answer?.decision ?? `unreachable: ${error?.message}`}`)

if (!mayProceed && answer !== null) {
  const override = await hengjian.requestOverride({ event: act, reason: '示例：负责人在外地，电话已经同意' })
  say(`override ${override.state} ${override.id}`)
}

await hengjian.verdicts({ chain })
say('verdicts 200')
