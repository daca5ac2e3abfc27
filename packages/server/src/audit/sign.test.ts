import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuditRoot } from '@hengjian/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSigned, signText } from '../hash/index.ts'
import { createRootKey, isGenuine, readPublicKey, readRootKey, rootFile } from './sign.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengjian-key-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** GB/T 32918.5-2017, annex A.2: the example of a signature on the recommended curve. */
const example = {
  publicKey: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  signature: '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  message: 'message digest',
}

const root: AuditRoot = { number: 1, at: '2026-03-02T00:00:00.000Z', previous: '00'.repeat(32), chains: 1, events: 2, tree: 'aa', audit: { number: 3, hash: 'bb' }, root: 'cc' }

describe('SM2', () => {
  test('accepts the signature that the standard gives as an example, and none beside it', () => {
    const { publicKey, signature, message } = example
    expect(isSigned(message, signature, publicKey)).toBe(true)
    expect(isSigned('message digesT', signature, publicKey)).toBe(false)
    expect(isSigned(message, signature.replace(/aa$/, 'ab'), publicKey)).toBe(false)
    expect(isSigned(message, '00', publicKey)).toBe(false)
    expect(isSigned(message, signature, '04ff')).toBe(false)
  })

  test('a key from a file signs what its public half accepts', async () => {
    const path = join(folder, 'root.key')
    const publicKey = await createRootKey(path)
    const key = await readRootKey(path)
    expect(key.publicKey).toBe(publicKey)
    expect(await readPublicKey(`${path}.pub`)).toBe(publicKey)
    expect(isSigned('衡鉴', signText('衡鉴', key), publicKey)).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(`${path}.pub`, 'utf8')).not.toContain('PRIVATE')
  })

  test('a key is never written over, and what is no key of this curve is refused without a word of it', async () => {
    const path = join(folder, 'root.key')
    await expect(createRootKey(path)).rejects.toThrow('HJ-AUD-003')
    await expect(readRootKey(`${path}.pub`)).rejects.toThrow('HJ-AUD-001')
    await expect(readRootKey(join(folder, 'none'))).rejects.toThrow('HJ-AUD-001')
  })

  test('a published root is genuine until one of its members changes, and only under its own key', async () => {
    const key = await readRootKey(join(folder, 'root.key'))
    const file = rootFile(root, key)
    expect(isGenuine(file, null)).toBe(true)
    expect(isGenuine(file, key.publicKey)).toBe(true)
    expect(isGenuine(file, example.publicKey)).toBe(false)
    expect(isGenuine({ ...file, events: 3 }, null)).toBe(false)
    expect(isGenuine(rootFile(root, null), null)).toBe(false)
  })
})
