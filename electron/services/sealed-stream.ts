import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { SealBroken, subKey } from './aead.ts'

/** 'FLCS', format 1, algorithm 1 (AES-256-GCM, HKDF-SHA-256), chunk size 2^16, reserved; then 16 bytes of salt. */
const HEAD = Buffer.from([0x46, 0x4c, 0x43, 0x53, 1, 1, 16, 0])
const SALT_BYTES = 16
const HEADER_BYTES = HEAD.length + SALT_BYTES
export const CHUNK_BYTES = 65_536
const TAG_BYTES = 16

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Pieces of exactly `size` bytes; the last one, marked, may be shorter and is empty only when there was nothing. */
async function* inPieces(source: Bytes, size: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let held: Uint8Array[] = []
  let bytes = 0
  for await (const part of source) {
    held.push(part)
    bytes += part.length
    if (bytes <= size) continue
    const joined = Buffer.concat(held)
    let at = 0
    for (; bytes - at > size; at += size) yield { piece: joined.subarray(at, at + size), last: false }
    held = [joined.subarray(at)]
    bytes -= at
  }
  yield { piece: Buffer.concat(held), last: true }
}

/** Chunk number, then whether it is the last: no chunk can be moved, dropped or added, and none repeated. */
function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(chunk, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

/**
 * Seals any amount of bytes with little memory: a header, then 64 KiB chunks of AES-256-GCM under a key of the file's own.
 * @param purpose keeps papers, databases and manifests apart: one never opens as another
 * @example for await (const chunk of sealStream(key, 'paper', [bytes])) …
 */
export async function* sealStream(key: Uint8Array, purpose: string, source: Bytes): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(SALT_BYTES)
  const header = Buffer.concat([HEAD, salt])
  const fileKey = subKey(key, `stream/${purpose}`, salt)
  yield header
  let chunk = 0
  for await (const { piece, last } of inPieces(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(chunk, last)).setAAD(header)
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    chunk += 1
  }
}

async function* withoutHeader(source: Bytes, onHeader: (header: Buffer) => void): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const part of source) {
    if (head === null) {
      yield part
      continue
    }
    head = Buffer.concat([head, part])
    if (head.length < HEADER_BYTES) continue
    onHeader(head.subarray(0, HEADER_BYTES))
    yield head.subarray(HEADER_BYTES)
    head = null
  }
  if (head !== null) throw new SealBroken('shorter than a header')
}

/**
 * The plaintext, chunk by chunk; each chunk is authenticated before it is given out, the whole only when the end is reached.
 * @throws SealBroken when anything was changed, cut, added or sealed under another key or purpose
 * @example for await (const chunk of openStream(key, 'paper', createReadStream(path))) …
 */
export async function* openStream(key: Uint8Array, purpose: string, source: Bytes): AsyncGenerator<Uint8Array> {
  let header = Buffer.alloc(0)
  let fileKey: Uint8Array = new Uint8Array(0)
  const body = withoutHeader(source, (bytes) => {
    if (!bytes.subarray(0, HEAD.length).equals(HEAD)) throw new SealBroken('not a sealed file of a known format')
    header = Buffer.from(bytes)
    fileKey = subKey(key, `stream/${purpose}`, bytes.subarray(HEAD.length))
  })
  let chunk = 0
  for await (const { piece, last } of inPieces(body, CHUNK_BYTES + TAG_BYTES)) {
    if (piece.length < TAG_BYTES) throw new SealBroken('the end is missing')
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(chunk, last), { authTagLength: TAG_BYTES })
    decipher.setAAD(header).setAuthTag(piece.subarray(-TAG_BYTES))
    const plain = decipher.update(piece.subarray(0, -TAG_BYTES))
    try {
      decipher.final()
    } catch {
      throw new SealBroken('the seal does not hold')
    }
    yield plain
    chunk += 1
  }
}
