/** Keys that sign published roots, and the files that they sign. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { AuditRoot, RootFile } from '@hengjian/contracts'
import { canonicalJson, isSigned, pointOfDer, signText } from '../hash/index.ts'
import type { KeyPair } from '../hash/index.ts'
import { CodedError } from '../problem.ts'

export type RootKey = KeyPair

const signedText = ({ signature: _signature, ...root }: RootFile): string => canonicalJson(root)

export function rootFile(root: AuditRoot, key: RootKey | null): RootFile {
  const file: RootFile = { format: 'hengjian-root/1', ...root, signature: null }
  if (key === null) return file
  return { ...file, signature: { algorithm: 'SM2-SM3', publicKey: key.publicKey, value: signText(signedText(file), key) } }
}

/** Whether the file is as it was signed, by this key where one is given. */
export const isGenuine = (file: RootFile, publicKey: string | null): boolean =>
  file.signature !== null && (publicKey === null || file.signature.publicKey === publicKey) && isSigned(signedText(file), file.signature.value, file.signature.publicKey)

/** PKCS #8 of a key on this curve, up to the number. */
const PRIVATE = Buffer.from('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420', 'hex')

/** Writes a new key, readable by its owner only, and its public half beside it as `<path>.pub`. Throws HJ-AUD-003 where there is one. */
export async function createRootKey(path: string): Promise<string> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'SM2' })
  try {
    await writeFile(path, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? new CodedError('HJ-AUD-003', path) : error
  }
  await writeFile(`${path}.pub`, pair.publicKey.export({ type: 'spki', format: 'pem' }))
  return pointOf(pair.publicKey.export({ type: 'spki', format: 'der' }), path)
}

/** Throws HJ-AUD-001. */
export async function readRootKey(path: string): Promise<RootKey> {
  const pem = await readKeyFile(path)
  const der = attempt(path, () => createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }))
  if (!der.subarray(0, PRIVATE.length).equals(PRIVATE)) throw new CodedError('HJ-AUD-001', path)
  return { privateKey: der.subarray(PRIVATE.length, PRIVATE.length + 32).toString('hex'), publicKey: publicOf(pem, path) }
}

/** From the public or the private file. Throws HJ-AUD-001. */
export const readPublicKey = async (path: string): Promise<string> => publicOf(await readKeyFile(path), path)

const publicOf = (pem: string, path: string): string => pointOf(attempt(path, () => createPublicKey(pem).export({ type: 'spki', format: 'der' })), path)

function pointOf(der: Buffer, path: string): string {
  const point = pointOfDer(der)
  if (point === null) throw new CodedError('HJ-AUD-001', path)
  return point
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new CodedError('HJ-AUD-001', `${path} ${error instanceof Error && 'code' in error ? String(error.code) : ''}`)
  }
}

/** What OpenSSL says of a broken key is not passed on. */
function attempt(path: string, work: () => Buffer): Buffer {
  try {
    return work()
  } catch {
    throw new CodedError('HJ-AUD-001', path)
  }
}
