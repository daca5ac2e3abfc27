import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 8080, databaseUrl: null })
  })
  test.each(['0.0.0.0', '192.168.1.5', 'example.org', '::'])('refuses to listen on %s', (host) => {
    expect(() => readConfig({ HENGJIAN_HOST: host })).toThrow('HJ-CFG-001')
  })
  test('the command line wins over the environment, and is checked like it', () => {
    expect(readConfig({ HENGJIAN_PORT: '9000' }, { port: 9001 }).port).toBe(9001)
    expect(() => readConfig({}, { host: '0.0.0.0' })).toThrow('HJ-CFG-001')
  })
  test.each(['-1', '80a', '70000', '1e3'])('port %s is refused', (port) => {
    expect(() => readConfig({ HENGJIAN_PORT: port })).toThrow('HJ-CFG-002')
  })
})
