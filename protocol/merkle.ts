import { createHash } from 'node:crypto'

/** RFC 6962 Merkle trees: 0x00 before a leaf, 0x01 before two nodes. Hashes are 32 bytes. */
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])
const sha256 = (...pieces: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data)
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right)

/** The largest power of two below n. */
const split = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** Root of hashed leaves; of none, the hash of nothing. @example merkleRoot(rows.map((row) => leafHash(row))) */
export function merkleRoot(leaves: readonly Buffer[], from = 0, to: number = leaves.length): Buffer {
  const n = to - from
  if (n === 0) return sha256()
  if (n === 1) return leaves[from] as Buffer
  const middle = from + split(n)
  return nodeHash(merkleRoot(leaves, from, middle), merkleRoot(leaves, middle, to))
}

function subProof(leaves: readonly Buffer[], m: number, from: number, to: number, whole: boolean): Buffer[] {
  const n = to - from
  if (m === n) return whole ? [] : [merkleRoot(leaves, from, to)]
  const k = split(n)
  return m <= k
    ? [...subProof(leaves, m, from, from + k, whole), merkleRoot(leaves, from + k, to)]
    : [...subProof(leaves, m - k, from + k, to, false), merkleRoot(leaves, from, from + k)]
}

/** Proof that the tree of the first `m` leaves is a beginning of the tree of all. Empty for m = 0 and m = all. */
export const consistencyProof = (leaves: readonly Buffer[], m: number): Buffer[] =>
  m === 0 || m === leaves.length ? [] : subProof(leaves, m, 0, leaves.length, true)

/**
 * Whether the tree of `n` leaves with root `newRoot` goes on from the tree of `m` with root `oldRoot` (RFC 9162, 2.1.4.2):
 * nothing of the old one was altered, left out or put in.
 */
export function verifyConsistency(m: number, oldRoot: Uint8Array, n: number, newRoot: Uint8Array, proof: readonly Uint8Array[]): boolean {
  const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b)
  if (m > n) return false
  if (m === 0) return proof.length === 0
  if (m === n) return proof.length === 0 && same(oldRoot, newRoot)
  const path = Number.isInteger(Math.log2(m)) ? [oldRoot, ...proof] : [...proof]
  let [fn, sn] = [m - 1, n - 1]
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  let fr = path[0]
  let sr = path[0]
  if (!fr || !sr) return false
  for (const hash of path.slice(1)) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(hash, fr)
      sr = nodeHash(hash, sr)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
    } else sr = nodeHash(sr, hash)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && same(fr, oldRoot) && same(sr, newRoot)
}
