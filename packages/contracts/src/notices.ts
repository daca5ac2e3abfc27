/** Notices as a person sees them, how they reach whom, and the webhooks through which other systems hear of them. */
import type { Text } from '@hengjian/engine'

export type NoticeChannel = 'page' | 'digest' | 'email'

export interface NoticeItem {
  /** number by which it is marked as read */
  seq: number
  kind: string
  kindName: Text
  title: Text
  /** masked title of the matter of law behind it; null where there is none, or the reader may no longer see it */
  matter: string | null
  /** address of the page on which one acts */
  link: string
  /** ISO with offset or a date; null where no clock runs */
  due: string | null
  at: string
  read: boolean
}

export interface NoticeList {
  asOf: string
  unread: number
  items: NoticeItem[]
  nextCursor: string | null
}

export interface NoticeChoices {
  /** null: no quiet hours */
  quiet: { from: string; until: string } | null
  email: string | null
  language: 'zh' | 'en'
  /** by kind; only kinds whose channels differ from the usual ones */
  channels: Record<string, NoticeChannel[]>
}

export interface NoticeSettings extends NoticeChoices {
  kinds: { id: string; name: Text; usual: NoticeChannel[]; now: NoticeChannel[] }[]
  /** channels that nobody can switch off */
  always: NoticeChannel[]
  /** whether the house has a server for mail */
  mail: boolean
  /** when the daily digest goes out, HH:MM */
  digestAt: string
}

export interface WebhookView {
  id: string
  name: string
  url: string
  algorithm: 'hmac-sha256' | 'hmac-sm3'
  kinds: string[]
  createdAt: string
  waiting: number
  delivered: number
  failed: number
  /** code of the latest failure that nothing has arrived after; null where all is well */
  lastError: string | null
}

/** A key that is shown once. */
export interface NewWebhook {
  webhook: WebhookView
  secret: string
}

export interface WebhookList {
  items: WebhookView[]
  kinds: { id: string; name: Text }[]
}
