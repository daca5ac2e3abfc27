/**
 * Notices: who learns of what, once for each state; in the page, by mail, in a digest, through webhooks. Flows note whom an
 * act concerns and intake tells when a clock ends soon; here that becomes a ring for each person, and what leaves the
 * house waits in a table until it has arrived.
 */
import type { Actor, NewWebhook, NoticeChoices, NoticeList, NoticeSettings, WebhookList } from '@hengjian/contracts'
import { tellOwner } from './account.ts'
import { tellKeepers } from './alarm.ts'
import { deliver } from './deliver.ts'
import { gatherDigests } from './digest.ts'
import { markRead, prune, readInbox, unreadOf } from './inbox.ts'
import type { InboxQuery } from './inbox.ts'
import { createMailer } from './mail.ts'
import type { NoticeParts } from './parts.ts'
import { loadNoticeRules } from './rules.ts'
import { changeSettings, settingsOf } from './settings.ts'
import { createTargets } from './target.ts'
import { tell } from './tell.ts'
import { tellUnusual } from './unusual.ts'
import { warn } from './warn.ts'
import { createWebhook, listWebhooks, removeWebhook, rotateWebhook, tryWebhook } from './webhooks.ts'
import type { WebhookWish } from './webhooks.ts'

export { NOTICED } from './inbox.ts'
export type { InboxQuery } from './inbox.ts'
export { algorithms, isSignedBy } from './sign.ts'

export interface Notices {
  /** Lets ring what flows and clocks ask for; may run on any number of servers. */
  tell(stop: () => boolean): Promise<void>
  /** Sends what waits; slow where the other side is. */
  deliver(stop: () => boolean): Promise<void>
  /** Rings for the owner of an account of which something has changed. */
  account(deed: { action: string; object: string }): Promise<void>
  /** Rings for those who keep the trail: a check has found that something was changed. `since`: which check. */
  alarm(since: string): Promise<void>
  /** Rings for those who look after accounts: somebody has seen unusually much. */
  unusual(found: { person: string; permission: string; since: string }): Promise<void>
  /** Removes what was read long ago, and what was sent or given up. */
  prune(): Promise<void>
  list(actor: Actor, query: InboxQuery): Promise<NoticeList>
  /** `seqs` null: everything. Answers how many are unread. */
  read(person: string, seqs: readonly number[] | null): Promise<{ unread: number }>
  settings(person: string): Promise<NoticeSettings>
  /** Throws HJ-NTC-001, HJ-REQ-005. */
  choose(by: Actor, choices: NoticeChoices): Promise<NoticeSettings>
  webhooks(): Promise<WebhookList>
  /** Throws HJ-NTC-002, HJ-AUT-009, HJ-REQ-005. */
  createWebhook(by: Actor, wish: WebhookWish): Promise<NewWebhook>
  /** The others throw HJ-REQ-007. */
  rotateWebhook(by: Actor, id: string): Promise<NewWebhook>
  removeWebhook(by: Actor, id: string): Promise<WebhookList>
  tryWebhook(id: string): Promise<{ error: string | null }>
  close(): void
}

export interface NoticeSetup extends Omit<NoticeParts, 'rules' | 'mailer' | 'targets'> {
  /** folder of notices.yaml */
  internalDir: string
  /** smtp(s)://user:password@host:port; null: no mail */
  smtpUrl: string | null
  mailFrom: string
  /** networks of the house that webhooks may reach, as CIDR */
  webhookNetworks: readonly string[]
  /** masked titles of those of the matters that the actor may see */
  titles: (actor: Actor, chains: string[]) => Promise<Map<string, string>>
}

/** Throws HJ-CFG-002, HJ-CFG-008. */
export async function createNotices({ internalDir, smtpUrl, mailFrom, webhookNetworks, titles, ...given }: NoticeSetup): Promise<Notices> {
  const rules = await loadNoticeRules(internalDir)
  const mailer = smtpUrl === null ? null : createMailer(smtpUrl, mailFrom, rules.delivery.timeoutSeconds * 1000)
  const parts: NoticeParts = { ...given, rules, mailer, targets: createTargets(webhookNetworks) }
  return {
    tell: async (stop) => {
      await tell(parts, stop)
      await warn(parts, stop)
    },
    deliver: async (stop) => {
      await gatherDigests(parts)
      await deliver(parts, stop)
    },
    account: (deed) => tellOwner(parts, deed),
    alarm: (since) => tellKeepers(parts, since),
    unusual: (found) => tellUnusual(parts, found),
    prune: () => prune(parts),
    list: (actor, query) => readInbox(parts, actor.id, query, (asked) => titles(actor, asked)),
    read: async (person, seqs) => {
      await markRead(parts, person, seqs)
      return { unread: await unreadOf(parts, person) }
    },
    settings: (person) => settingsOf(parts, person),
    choose: (by, choices) => changeSettings(parts, by, choices),
    webhooks: () => listWebhooks(parts),
    createWebhook: (by, wish) => createWebhook(parts, by, wish),
    rotateWebhook: (by, id) => rotateWebhook(parts, by, id),
    removeWebhook: (by, id) => removeWebhook(parts, by, id),
    tryWebhook: (id) => tryWebhook(parts, id),
    close: () => mailer?.close(),
  }
}
