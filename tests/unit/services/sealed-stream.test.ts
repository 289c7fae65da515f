import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SealBroken } from '../../../electron/services/aead.ts'
import { CHUNK_BYTES, openStream, sealStream } from '../../../electron/services/sealed-stream.ts'

const key = new Uint8Array(32).fill(3)
const HEADER = 24
const SEALED_CHUNK = CHUNK_BYTES + 16
async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const seal = (...parts: Uint8Array[]) => all(sealStream(key, 'paper', parts))
const open = (sealed: Uint8Array, purpose = 'paper') => all(openStream(key, purpose, [sealed]))

describe('a sealed stream', () => {
  it('comes back the same however it was cut into parts, sealed or opening', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 150_000 }), { maxLength: 5 }), fc.integer({ min: 1, max: 200_000 }), async (lengths, cut) => {
        const parts = lengths.map((length) => randomBytes(length))
        const sealed = await seal(...parts)
        const pieces = Array.from({ length: Math.ceil(sealed.length / cut) }, (_, n) => sealed.subarray(n * cut, (n + 1) * cut))
        expect((await all(openStream(key, 'paper', pieces))).equals(Buffer.concat(parts))).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('never seals two equal chunks alike', async () => {
    const sealed = await seal(new Uint8Array(3 * CHUNK_BYTES))
    const chunk = (n: number) => sealed.subarray(HEADER + n * SEALED_CHUNK, HEADER + (n + 1) * SEALED_CHUNK)
    expect(chunk(0).equals(chunk(1))).toBe(false)
    expect(sealed.length).toBe(HEADER + 3 * SEALED_CHUNK)
    expect((await seal(new Uint8Array(10))).subarray(HEADER).equals((await seal(new Uint8Array(10))).subarray(HEADER))).toBe(false)
  })

  it('is refused when whole chunks are cut off its end, repeated or changed about', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK_BYTES + 5))
    const head = sealed.subarray(0, HEADER)
    const chunk = (n: number) => sealed.subarray(HEADER + n * SEALED_CHUNK, HEADER + (n + 1) * SEALED_CHUNK)
    for (const order of [[0, 1, 2], [0, 1], [0], [], [1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [1, 2, 3]]) {
      await expect(open(Buffer.concat([head, ...order.map(chunk)])), order.join()).rejects.toThrow(SealBroken)
    }
    expect(await open(Buffer.concat([head, ...[0, 1, 2, 3].map(chunk)]))).toHaveLength(3 * CHUNK_BYTES + 5)
  })

  it('is refused for another purpose, under another key, or without its header', async () => {
    const sealed = await seal(randomBytes(10))
    await expect(open(sealed, 'backup-manifest')).rejects.toThrow(SealBroken)
    await expect(all(openStream(new Uint8Array(32), 'paper', [sealed]))).rejects.toThrow(SealBroken)
    for (const length of [0, 5, 23, 24, 30]) await expect(open(sealed.subarray(0, length))).rejects.toThrow(SealBroken)
  })

  it('gives out no byte of a chunk that does not hold', async () => {
    const sealed = await seal(randomBytes(2 * CHUNK_BYTES))
    sealed[HEADER + SEALED_CHUNK] = (sealed[HEADER + SEALED_CHUNK] ?? 0) ^ 1
    let given = 0
    const read = async () => {
      for await (const part of openStream(key, 'paper', [sealed])) given += part.length
    }
    await expect(read()).rejects.toThrow(SealBroken)
    expect(given).toBe(CHUNK_BYTES)
  })
})
