import { sha256Hex } from './hashing.ts'
import { type SigningKey, signRaw, type VerifyingKey, verifyRaw } from './minisign.ts'

/** A C2SP tlog-checkpoint: how many rows a log has, and their Merkle root, as a signed note. */
export interface Checkpoint {
  /** 'first-loan-counter/<branch>' */
  readonly origin: string
  readonly size: number
  /** 64 hex digits. */
  readonly root: string
}

const ORIGIN = 'first-loan-counter'
export const originOf = (branch: string): string => `${ORIGIN}/${branch}`
/** The name head office cosigns under. */
export const WITNESS = `${ORIGIN}/head-office`
/** C2SP signed-note: 1 is a plain Ed25519 signature, 4 a timestamped cosignature. */
const [PLAIN, COSIGNATURE] = [1, 4]

const keyHash = (name: string, algorithm: number, key: VerifyingKey): Buffer =>
  Buffer.from(sha256Hex(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([algorithm]), Buffer.from(key.publicKey, 'base64')])).slice(0, 8), 'hex')
const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`
const line = (name: string, signature: Uint8Array): string => `\u2014 ${name} ${Buffer.from(signature).toString('base64')}\n`

/** The log's own signed note. @example signCheckpoint(keys.sign, { origin: originOf('BR0001'), size: 120, root }) */
export function signCheckpoint(key: SigningKey, checkpoint: Checkpoint): string {
  const text = textOf(checkpoint)
  return `${text}\n${line(checkpoint.origin, Buffer.concat([keyHash(checkpoint.origin, PLAIN, key), signRaw(key, Buffer.from(text))]))}`
}

const cosigned = (seconds: number, text: string): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)

/** Adds head office's cosignature (C2SP cosignature/v1): this checkpoint and none that disagrees was seen at that second. */
export function cosignCheckpoint(key: SigningKey, note: string, seconds: number): string {
  const text = note.slice(0, note.indexOf('\n\n') + 1)
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(seconds))
  return `${note}${line(WITNESS, Buffer.concat([keyHash(WITNESS, COSIGNATURE, key), stamp, signRaw(key, cosigned(seconds, text))]))}`
}

/** What a note says, not yet believed; null when it has another form. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin, size, root, empty] = note.split('\n')
  if (!origin || !/^[1-9]\d{0,14}$/.test(size ?? '') || !root || empty !== '') return null
  const raw = Buffer.from(root, 'base64')
  return raw.length === 32 && raw.toString('base64') === root ? { origin, size: Number(size), root: raw.toString('hex') } : null
}

function signaturesOf(note: string, name: string): Buffer[] {
  const lines = note.slice(note.indexOf('\n\n') + 2).split('\n')
  return lines.filter((one) => one.startsWith(`\u2014 ${name} `)).map((one) => Buffer.from(one.slice(name.length + 3), 'base64'))
}

/** The checkpoint when the log's key signed it, else null. */
export function verifyCheckpoint(key: VerifyingKey, note: string): Checkpoint | null {
  const checkpoint = readCheckpoint(note)
  if (!checkpoint) return null
  const hash = keyHash(checkpoint.origin, PLAIN, key)
  const holds = signaturesOf(note, checkpoint.origin).some(
    (signature) => signature.subarray(0, 4).equals(hash) && verifyRaw(key, Buffer.from(textOf(checkpoint)), signature.subarray(4)),
  )
  return holds ? checkpoint : null
}

/** The second at which head office cosigned this very note, or null. */
export function verifyCosignature(headOffice: VerifyingKey, note: string): number | null {
  const checkpoint = readCheckpoint(note)
  if (!checkpoint) return null
  const hash = keyHash(WITNESS, COSIGNATURE, headOffice)
  for (const signature of signaturesOf(note, WITNESS)) {
    if (signature.length !== 76 || !signature.subarray(0, 4).equals(hash)) continue
    const seconds = Number(signature.readBigUInt64BE(4))
    if (verifyRaw(headOffice, cosigned(seconds, textOf(checkpoint)), signature.subarray(12))) return seconds
  }
  return null
}
