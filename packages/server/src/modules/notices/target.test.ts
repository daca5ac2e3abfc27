import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createTargets } from './target.ts'

const post = async (networks: string[], url: string): Promise<string> =>
  await createTargets(networks).post(url, {}, '{}', 2000).then(
    () => 'arrived',
    (error: Error) => error.message,
  )

describe('the target of a webhook', () => {
  test.each(['https://127.0.0.1/', 'https://[::1]/', 'https://10.1.2.3/', 'https://172.31.0.1/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.1/', 'https://0.0.0.0/', 'https://[::ffff:10.0.0.1]/', 'https://[fd00::1]/', 'https://[fe80::1]/', 'https://2130706433/', 'https://0x7f.1/', 'https://localhost/', 'https://[64:ff9b::a00:1]/'])('%s leads inside and is refused', (url) => {
    expect(createTargets([]).refusal(url)).toBe('INSIDE')
  })
  test.each([
    ['ftp://example.org/', 'PROTOCOL'],
    ['file:///etc/passwd', 'PROTOCOL'],
    ['https://user:pass@example.org/', 'CREDENTIALS'],
    ['http://93.184.216.34/', 'PLAIN'],
    ['nonsense', 'URL'],
  ])('%s is refused as %s', (url, why) => {
    expect(createTargets([]).refusal(url)).toBe(why)
  })
  test('outside or in a network that was configured may be called', () => {
    expect(createTargets([]).refusal('https://93.184.216.34/hook')).toBeNull()
    const targets = createTargets(['10.20.0.0/16', 'fd00::/8'])
    expect([targets.refusal('http://10.20.3.4:8080/hook'), targets.refusal('https://[fd00::5]/'), targets.refusal('https://10.21.0.1/')]).toEqual([null, null, 'INSIDE'])
  })
  test('is looked at again when its name is resolved', async () => {
    // whatever stands in the list of names of this machine, this one is the machine itself
    expect(await post(['10.0.0.0/8'], 'https://localhost:9/')).toBe('INSIDE')
  })
  test('does not lead on to somewhere else', async () => {
    let asked = 0
    const server = createServer((request, response) => {
      asked++
      response.writeHead(request.url === '/a' ? 302 : 200, { location: '/b' }).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    try {
      expect(await post(['127.0.0.0/8'], `http://127.0.0.1:${port}/a`)).toBe('HTTP-302')
      expect(asked).toBe(1)
    } finally {
      server.close()
    }
  })
  test.each(['10.0.0.0', '10.0.0.0/33', 'house/8'])('%s is no network', (network) => {
    expect(() => createTargets([network])).toThrow('HJ-CFG-002')
  })
})
