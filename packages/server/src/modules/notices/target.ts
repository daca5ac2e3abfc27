/**
 * Where a webhook may go. The server sits inside a network that its administrators cannot all see into: an address that
 * leads back into it (loopback, private, link-local, metadata services) is refused unless its network is configured.
 *
 * Names are resolved at each delivery, every answer is looked at, and the connection goes to what was looked at, so that
 * a name cannot point elsewhere in between. Redirects are not followed.
 */
import { lookup as resolveName } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { ConfigError } from '../../problem.ts'

// one for each family: a list of both would hold every address of version 4 for a mapped one
const inside = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) inside.ipv4.addSubnet(network, bits, 'ipv4')
// what is mapped or translated from version 4 hides an address of version 4
for (const [network, bits] of [['::', 96], ['::ffff:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 32], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]] as const) inside.ipv6.addSubnet(network, bits, 'ipv6')

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

export interface Targets {
  /** Null where it may be called; else why not, as a code. */
  refusal(url: string): string | null
  /** Sends once. Throws TargetError. */
  post(url: string, headers: Record<string, string>, body: string, timeoutMs: number): Promise<void>
}

/** What went wrong, as a code that says nothing of what the other side answered. */
export class TargetError extends Error {}

/** `networks`: those of the house that may be called all the same, as CIDR. Throws HJ-CFG-002. */
export function createTargets(networks: readonly string[]): Targets {
  const allowed = new BlockList()
  for (const text of networks) {
    const [network = '', bits = ''] = text.split('/')
    const most = isIP(network) === 6 ? 128 : 32
    if (isIP(network) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) throw new ConfigError('HJ-CFG-002', `HENGJIAN_WEBHOOK_NETWORKS=${text}`)
    allowed.addSubnet(network, Number(bits), familyOf(network))
  }
  const isConfigured = (address: string): boolean => allowed.check(address, familyOf(address))
  const isOpen = (address: string): boolean => isConfigured(address) || !inside[familyOf(address)].check(address, familyOf(address))

  const refusal = (text: string): string | null => {
    if (!URL.canParse(text)) return 'URL'
    const { protocol, hostname, username, password } = new URL(text)
    if (protocol !== 'https:' && protocol !== 'http:') return 'PROTOCOL'
    // keys belong into the signature, not into an address that lists show
    if (username !== '' || password !== '') return 'CREDENTIALS'
    const literal = hostname.replace(/^\[(.*)\]$/, '$1')
    if (isIP(literal) !== 0) return isOpen(literal) ? (protocol === 'https:' || isConfigured(literal) ? null : 'PLAIN') : 'INSIDE'
    if (/(^|\.)(localhost|local|internal)$/i.test(hostname) && networks.length === 0) return 'INSIDE'
    return null
  }

  return {
    refusal,
    post: (text, headers, body, timeoutMs) => {
      const why = refusal(text)
      if (why !== null) return Promise.reject(new TargetError(why))
      const url = new URL(text)
      const isPlain = url.protocol === 'http:'
      const lookup = (host: string, options: LookupOptions, done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void): void => {
        resolveName(host, { ...options, all: true }, (error, addresses) => {
          const [first] = addresses ?? []
          if (error !== null || first === undefined) done(error ?? new TargetError('ENOTFOUND'), '')
          else if (!addresses.every(({ address }) => isOpen(address))) done(new TargetError('INSIDE'), '')
          else if (isPlain && !addresses.every(({ address }) => isConfigured(address))) done(new TargetError('PLAIN'), '')
          else if (options.all === true) done(null, addresses)
          else done(null, first.address, first.family)
        })
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const outgoing = (isPlain ? requestPlain : requestSecure)(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, lookup, agent: false, signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
        const { statusCode = 0 } = answer
        // what it says is of no use to us, and may be without end
        answer.destroy()
        if (statusCode >= 200 && statusCode < 300) resolve()
        else reject(new TargetError(`HTTP-${statusCode}`))
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) => reject(error instanceof TargetError ? error : new TargetError(error.name === 'AbortError' || error.name === 'TimeoutError' ? 'TIMEOUT' : (error.code ?? 'FAILED'))))
      outgoing.end(body)
      return promise
    },
  }
}
