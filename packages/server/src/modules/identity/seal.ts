/** Secrets that must be read again (second factors) are sealed with the secret of the installation, bound to whose they are. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Seal {
  close(plain: Buffer, owner: string): Buffer
  /** Null where it was sealed with another secret or for somebody else. */
  open(sealed: Buffer, owner: string): Buffer | null
  /** A text that only this installation can make again. */
  derive(label: string): string
  /** A key of the installation for one purpose. */
  keyFor(purpose: string): Buffer
}

export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'hengjian second factor', 32))
  return {
    close: (plain, owner) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    keyFor: (purpose) => Buffer.from(hkdfSync('sha256', secret, '', `hengjian ${purpose}`, 32)),
    derive: (label) => createHmac('sha256', key).update(label).digest('base64url'),
    open: (sealed, owner) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(12, 28))
        return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}

/** The secret that was configured, else one of its own in the data folder, readable by its owner only. */
export async function secretOf(configured: string | null, dataDir: string): Promise<string> {
  if (configured !== null) return configured
  const path = join(dataDir, 'secret')
  await mkdir(dataDir, { recursive: true })
  await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return await readFile(path, 'utf8')
}
