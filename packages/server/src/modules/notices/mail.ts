/** Mail by SMTP. Encrypted unless the server is on this machine; what goes wrong is known by its code only. */
import { createTransport } from 'nodemailer'

export interface Letter {
  to: string
  subject: string
  text: string
  /** the same letter sent again carries the same id */
  id: string
}

export interface Mailer {
  /** Throws MailError. */
  send(letter: Letter): Promise<void>
  close(): void
}

export class MailError extends Error {}

const LOCAL = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** `url`: smtp(s)://user:password@host:port, a secret. `from`: the address of the sender. */
export function createMailer(url: string, from: string, timeoutMs: number): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: !isSecure && !LOCAL.has(hostname),
    ignoreTLS: !isSecure && LOCAL.has(hostname),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, subject, text, id }) => {
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId: `<${id}@hengjian>`, headers: { 'Auto-Submitted': 'auto-generated' } })
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number }
        throw new MailError(responseCode === undefined ? (code ?? 'FAILED') : `SMTP-${responseCode}`)
      }
    },
    close: () => transport.close(),
  }
}
