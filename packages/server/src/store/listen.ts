/** One connection that hears what other connections notify; made anew whenever it is lost. */
import pg from 'pg'

const RETRY_MS = 2000

export interface Listener {
  close(): Promise<void>
}

/** `hear` is called for each notification of the channels. What is notified while the connection is lost is not heard. */
export function listen(url: string, channels: readonly string[], hear: (message: pg.Notification) => void): Listener {
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false
  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url })
    client = fresh
    const lost = (): void => {
      if (closed || client !== fresh) return
      client = null
      retry = setTimeout(() => void connect(), RETRY_MS)
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', hear)
    try {
      await fresh.connect()
      for (const channel of channels) await fresh.query(`listen ${channel}`)
    } catch {
      await fresh.end().catch(() => undefined)
      lost()
    }
  }
  const first = connect()
  return {
    close: async () => {
      closed = true
      if (retry !== null) clearTimeout(retry)
      await first
      await client?.end().catch(() => undefined)
    },
  }
}
