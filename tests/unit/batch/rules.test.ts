import { describe, expect, it } from 'vitest'
import { Envelope, trustedComment } from '../../../core/batch/envelope.ts'
import { againstStored, judgeLine } from '../../../core/batch/judge-record.ts'
import { BATCH_LIMITS, NO_PREVIOUS } from '../../../core/batch/limits.ts'

const part = { n: 0, lane: 0, bytes: 100, sha256: 'a'.repeat(64) }
const envelope = {
  format: 'hob/1',
  kind: 'up',
  branch: 'BR0001',
  epoch: 1,
  seq: 7,
  prev: NO_PREVIOUS,
  created: '2026-11-23T08:00:00Z',
  app: '0.1.0',
  suite: 'age-x25519+ed25519',
  comp: 'gzip',
  signKey: '0123456789abcdef',
  recipients: [`age1${'q'.repeat(58)}`],
  schemas: { 'case.sealed': 1 },
  counts: { records: 1, blobs: 0, plainBytes: 10 },
  bag: NO_PREVIOUS,
  possibleDuplicate: false,
  parts: [part],
}

const ack = (seq: number) => ({ ack: { down: { epoch: 1, seq, head: NO_PREVIOUS } } })

describe('the envelope', () => {
  it('is accepted as sync.md writes it, and names its place for the signature', () => {
    expect(trustedComment(Envelope.parse(envelope))).toBe('hob/1 BR0001 1 7')
    expect(Envelope.safeParse({ ...envelope, ...ack(1_000_000_000) }).success).toBe(true)
  })
  it.each([
    ['an unknown field', { surprise: 1 }],
    ['another format', { format: 'hob/2' }],
    ['a branch that is a path', { branch: '../BR' }],
    ['too many records', { counts: { records: 501, blobs: 0, plainBytes: 1 } }],
    ['too many bytes', { counts: { records: 1, blobs: 0, plainBytes: BATCH_LIMITS.batchPlainBytes + 1 } }],
    ['a part above 8 MiB', { parts: [{ ...part, bytes: BATCH_LIMITS.partCipherBytes + 1 }] }],
    ['parts out of number', { parts: [{ ...part, n: 1 }] }],
    ['one part twice', { parts: [part, { ...part, n: 1 }] }],
    ['no recipient', { recipients: [] }],
    ['sequence number 0', { seq: 0 }],
    ['an answer acknowledged that no stream can reach', ack(1_000_000_001)],
  ])('is refused with %s', (_, change) => expect(Envelope.safeParse({ ...envelope, ...change }).success).toBe(false))
})

const record = { type: 'case.rated', schema: 1, id: '6f1c1c52-9d4e-4c0a-8a52-0d4d6f0f3c11', rev: 1, body: {}, blobs: [] }
describe('one record', () => {
  it('is parked when its schema is unknown, rejected when it is none', () => {
    expect(judgeLine(record, 10)).toMatchObject({ outcome: 'parked', code: 'SCHEMA_UNKNOWN' })
    expect(judgeLine({ ...record, rev: 0 }, 10)).toMatchObject({ outcome: 'rejected', code: 'RECORD_INVALID', field: 'rev' })
    expect(judgeLine({ ...record, type: 'case.sealed' }, 10)).toMatchObject({ outcome: 'rejected', code: 'BODY_INVALID' })
    expect(judgeLine(undefined, 10)).toMatchObject({ outcome: 'rejected', code: 'JSON_INVALID' })
    expect(judgeLine(record, BATCH_LIMITS.lineBytes + 1)).toMatchObject({ outcome: 'rejected', code: 'LINE_TOO_LONG' })
  })
  it('is a duplicate with the same bytes and a conflict with others', () => {
    const judged = judgeLine(record, 10)
    expect(againstStored(judged, 'x', 'x').outcome).toBe('duplicate')
    expect(againstStored(judged, 'x', 'y')).toMatchObject({ outcome: 'conflict', code: 'RECORD_CONFLICT' })
    expect(againstStored(judged, 'x', null)).toBe(judged)
  })
})
