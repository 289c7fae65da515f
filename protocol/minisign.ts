import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { sha256Hex } from './hashing.ts'

/** minisign's prehashed signatures (algorithm 'ED': Ed25519 over BLAKE2b-512), which stock `minisign -V` accepts. */
export interface SigningKey {
  /** 16 lower-case hex digits, in the order minisign prints them. */
  readonly keyId: string
  /** base64 of 32 bytes. */
  readonly publicKey: string
  /** base64 of the 32-byte seed: keep it sealed. */
  readonly seed: string
}
export type VerifyingKey = Pick<SigningKey, 'keyId' | 'publicKey'>

const UNTRUSTED = 'untrusted comment: signature of hob/1'
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicObject = (key: VerifyingKey): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(key.publicKey, 'base64')]), format: 'der', type: 'spki' })
const privateObject = (key: SigningKey): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.from(key.seed, 'base64')]), format: 'der', type: 'pkcs8' })
const reversed = (hex: string): Buffer => Buffer.from(hex, 'hex').reverse()

const idOf = (raw: Uint8Array): string => sha256Hex(raw).slice(0, 16)

/** The signing key of a 32-byte seed; its id is drawn from the public key, so that the same key has one id. */
export function signingKey(seed: Uint8Array): SigningKey {
  const half = { keyId: '', publicKey: '', seed: Buffer.from(seed).toString('base64') }
  const raw = createPublicKey(privateObject(half)).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { ...half, keyId: idOf(raw), publicKey: raw.toString('base64') }
}

/** Whether a key bears the id that is drawn from it, and is written in its one form: any other id may be that of somebody else's key. */
export function bearsOwnId({ keyId, publicKey }: VerifyingKey): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  return raw.toString('base64') === publicKey && idOf(raw) === keyId
}

/** The text of a minisign public key file. */
export function publicKeyFile(key: VerifyingKey): string {
  const body = Buffer.concat([Buffer.from('Ed'), reversed(key.keyId), Buffer.from(key.publicKey, 'base64')])
  return `untrusted comment: minisign public key ${key.keyId.toUpperCase()}\n${body.toString('base64')}\n`
}

/** Signs bytes; the comment is signed too. @example signBytes(key, envelope, 'hob/1 BR0001 1 7') */
export function signBytes(key: SigningKey, bytes: Uint8Array, comment: string): string {
  const secret = privateObject(key)
  const signature = sign(null, blake2b(bytes, { dkLen: 64 }), secret)
  const whole = sign(null, Buffer.concat([signature, Buffer.from(comment, 'utf8')]), secret)
  const body = Buffer.concat([Buffer.from('ED'), reversed(key.keyId), signature])
  return `${UNTRUSTED}\n${body.toString('base64')}\ntrusted comment: ${comment}\n${whole.toString('base64')}\n`
}

/** A plain Ed25519 signature, for formats other than minisign's (signed notes). 64 bytes. */
export const signRaw = (key: SigningKey, bytes: Uint8Array): Buffer => sign(null, bytes, privateObject(key))
export const verifyRaw = (key: VerifyingKey, bytes: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 64 && verify(null, bytes, publicObject(key), signature)

export interface ParsedSignature {
  readonly keyId: string
  readonly comment: string
  readonly signature: Buffer
  readonly whole: Buffer
}

const canonical = (text: string, bytes: number): Buffer | null => {
  const raw = Buffer.from(text, 'base64')
  return raw.length === bytes && raw.toString('base64') === text ? raw : null
}

/** Takes a signature file of ours apart, or null: no byte of it may differ from the one form we write. */
export function parseSignature(text: string): ParsedSignature | null {
  const [untrusted, body, trusted, last, end, ...rest] = text.split('\n')
  if (untrusted !== UNTRUSTED || end !== '' || rest.length > 0 || !trusted?.startsWith('trusted comment: ')) return null
  const raw = canonical(body ?? '', 74)
  const whole = canonical(last ?? '', 64)
  if (!raw || !whole || raw.toString('latin1', 0, 2) !== 'ED') return null
  return { keyId: Buffer.from(raw.subarray(2, 10)).reverse().toString('hex'), comment: trusted.slice(17), signature: raw.subarray(10), whole }
}

/** The signed comment when both signatures hold for this key, else null. */
export function verifyBytes(key: VerifyingKey, bytes: Uint8Array, signatureText: string): string | null {
  const parsed = parseSignature(signatureText)
  if (!parsed || parsed.keyId !== key.keyId) return null
  const open = publicObject(key)
  const holds = verify(null, blake2b(bytes, { dkLen: 64 }), open, parsed.signature)
  const comment = verify(null, Buffer.concat([parsed.signature, Buffer.from(parsed.comment, 'utf8')]), open, parsed.whole)
  return holds && comment ? parsed.comment : null
}
