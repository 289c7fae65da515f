import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openBlobs } from '../../../protocol/hob-blobs.ts'
import { buildBatch } from '../../../protocol/hob-build.ts'
import { openContent } from '../../../protocol/hob-content.ts'
import { openRecords } from '../../../protocol/hob-records.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { blobOf, blobRef, caseRecord } from './counter.ts'

async function batchOf(sizes: readonly { bytes: number; lane: 1 | 2 }[], partBytes = 256 * 1024) {
  const [branch, office] = [await newSecretKeys(), await newSecretKeys()]
  const parts = new Map<string, Uint8Array>()
  const blobs = sizes.map(({ bytes, lane }) => ({ ...blobOf(randomBytes(bytes)), lane }))
  const records = [caseRecord({ blobs: blobs.map((blob, index) => blobRef(blob, `D${index}`)) })]
  const draft = { kind: 'up' as const, branch: 'BR0001', epoch: 1, seq: 1, prev: NO_PREVIOUS, created: '2026-11-23T08:00:00Z', app: '0.1.0' }
  const people = { preparedBy: '1001', sealedBy: '1002', recipients: [office.receive.recipient] }
  const sealed = expectOk(await buildBatch({ ...draft, ...people, records, blobs, partBytes }, branch.sign, async (hash, bytes) => void parts.set(hash, bytes)))
  return { ...sealed, parts, blobs, key: branch.sign, identities: [office.receive.identity] }
}
const SIZES = [
  { bytes: 700_000, lane: 2 },
  { bytes: 300_000, lane: 1 },
  { bytes: 90_000, lane: 2 },
] as const

describe('the lanes of a batch', () => {
  it('puts records first, papers of cases to be decided next, the rest last, in parts of the size asked for', async () => {
    const { envelope } = await batchOf(SIZES)
    expect(envelope.parts.map((part) => part.lane)).toEqual([0, 1, 1, 2, 2, 2, 2])
    expect(Math.max(...envelope.parts.map((part) => part.bytes))).toBeLessThanOrEqual(256 * 1024)
  })

  it('tells every record and every paper to come from lane 0 alone', async () => {
    const { envelope, parts, key, identities, blobs } = await batchOf(SIZES)
    const first = envelope.parts[0]?.sha256 ?? ''
    const records = expectOk(await openRecords(envelope, key, identities, async (hash) => (hash === first ? (parts.get(hash) ?? null) : null)))
    expect(records.lines).toHaveLength(1)
    for (const blob of blobs) expect([...records.manifest.keys()].some((name) => name.startsWith(`data/blobs/${blob.sha256}`))).toBe(true)
  })

  it('gives the papers of lane 1 while those of lane 2 are still on the line', async () => {
    const { envelope, parts, key, identities, blobs } = await batchOf(SIZES)
    const arrived = new Set(envelope.parts.filter((part) => part.lane < 2).map((part) => part.sha256))
    const read = async (hash: string) => (arrived.has(hash) ? (parts.get(hash) ?? null) : null)
    const records = expectOk(await openRecords(envelope, key, identities, read))
    const found = expectOk(await openBlobs(envelope, records, [1], identities, read))
    expect(found.blobs).toEqual([{ sha256: blobs[1]?.sha256, bytes: 300_000 }])
    expect((await openContent(envelope, key, identities, read)).ok).toBe(false)
  })

  it('refuses a part put in the place of another, though both are of this branch', async () => {
    const { envelope, parts, key, identities } = await batchOf(SIZES)
    const other = await batchOf([{ bytes: 300_000, lane: 1 }])
    const stranger = [...other.parts.values()][0] ?? new Uint8Array()
    const read = async (hash: string) => (hash === envelope.parts[1]?.sha256 ? stranger : (parts.get(hash) ?? null))
    expect(await openContent(envelope, key, identities, read)).toMatchObject({ ok: false, error: { code: 'BATCH_CONTENT_BAD' } })
  })

  it.each([256 * 1024, 1024 * 1024, 8 * 1024 * 1024])('opens whole with parts of %i bytes', async (partBytes) => {
    const { envelope, parts, key, identities, blobs } = await batchOf([...SIZES, { bytes: 9_000_000, lane: 2 }], partBytes)
    const content = expectOk(await openContent(envelope, key, identities, async (hash) => parts.get(hash) ?? null))
    expect(new Set(content.blobs.map((blob) => blob.sha256))).toEqual(new Set(blobs.map((blob) => blob.sha256)))
  })
})
