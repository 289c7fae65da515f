import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Envelope, trustedComment } from '../../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { sealAge } from '../../../protocol/age-file.ts'
import { bagTagFiles } from '../../../protocol/bag-tag-files.ts'
import { deflatePart } from '../../../protocol/gzip-part.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { innerPlace } from '../../../protocol/hob-build.ts'
import { partStore, publishBatch } from '../../../protocol/hob-layout.ts'
import { splitLines } from '../../../protocol/hob-records.ts'
import { parseSignature, signBytes } from '../../../protocol/minisign.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import { packTar, readTar, type TarEntry, TarError } from '../../../protocol/strict-tar.ts'
import { FROM_OUTSIDE } from '../../fixtures/columns.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { Counter, caseRecord, NOW, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'

let office: HeadOffice
let branches = 0
beforeAll(async () => {
  office = (await newHeadOffice()).office
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

interface Twist {
  readonly lines: readonly string[]
  readonly created?: string
  /** Changes the manifest's list of files before it is sealed. */
  readonly list?: (entries: { path: string; bytes: number; sha256: string }[]) => { path: string; bytes: number; sha256: string }[]
  /** What the envelope says besides, signed by its branch though it be no envelope. */
  readonly envelope?: Readonly<Record<string, unknown>>
  /** Files that no manifest names. */
  readonly extra?: readonly TarEntry[]
}

/** A batch a branch sealed rightly, whose records or bag are not what they should be. */
async function bring({ lines, created = NOW, list = (entries) => entries, extra = [], envelope: twist = {} }: Twist) {
  const counter = await Counter.enrol(office, `HR${++branches}`)
  const records = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  const place = { kind: 'up' as const, branch: counter.enrolment.branch, epoch: 1, seq: 1, recipients: [office.keys.receive] }
  const entries = list([{ path: 'data/records.ndjson', bytes: records.length, sha256: sha256Hex(records) }])
  const tags = bagTagFiles(entries, [...innerPlace(place), ['Prepared-By', '1001'], ['Sealed-By', '1002'], ['Bagging-Date', NOW.slice(0, 10)]])
  const manifest = tags.find((tag) => tag.name === 'tagmanifest-sha256.txt')?.bytes ?? Buffer.alloc(0)
  const seal = { name: 'seal.minisig', bytes: Buffer.from(signBytes(counter.keys.sign, manifest, trustedComment(place))) }
  const cipher = await sealAge(deflatePart(packTar([...tags, seal, { name: 'data/records.ndjson', bytes: records }, ...extra])), place.recipients)
  const folder = newFolder()
  await partStore(folder)(sha256Hex(cipher), cipher)
  const honest = Envelope.parse({
    format: 'hob/1',
    ...place,
    prev: NO_PREVIOUS,
    created,
    app: 'twisted',
    suite: 'age-x25519+ed25519',
    comp: 'gzip',
    signKey: counter.keys.sign.keyId,
    schemas: {},
    counts: { records: lines.length, blobs: new Set(entries.slice(1).map((entry) => entry.path)).size, plainBytes: records.length },
    bag: sha256Hex(manifest),
    possibleDuplicate: false,
    parts: [{ n: 0, lane: 0, bytes: cipher.length, sha256: sha256Hex(cipher) }],
  })
  const envelope = { ...honest, ...twist }
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  await publishBatch(folder, {
    envelope,
    envelopeBytes,
    signature: signBytes(counter.keys.sign, envelopeBytes, trustedComment(envelope)),
    hash: sha256Hex(envelopeBytes),
  })
  const report = expectOk(await office.importBatches(folder)).batches[0]
  const quarantine = await office.query<{ line_no: number; reason: string }>('select line_no, reason from quarantine where branch_id = $1 order by line_no', [
    place.branch,
  ])
  const taken = await office.query<{ n: number }>('select count(*) as n from record where branch_id = $1', [place.branch])
  const code = report && 'refusal' in report ? report.refusal.code : undefined
  return { state: report && 'outcome' in report ? report.outcome.state : null, quarantine, taken: taken[0]?.n, code }
}
const good = (): string => JSON.stringify(caseRecord())

describe('hostile records harm nobody but themselves', () => {
  it.each([
    ['JSON a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'JSON_INVALID'],
    ['a key twice', good().replace('"rev":1', '"rev":1,"rev":2'), 'JSON_INVALID'],
    ['a number beyond 2^53', good().replace('"tenorMonths":36', '"tenorMonths":9007199254740993'), 'JSON_INVALID'],
    ['a float', good().replace('"tenorMonths":36', '"tenorMonths":36.5'), 'JSON_INVALID'],
    ['a prototype key', good().replace('"body":{', '"body":{"__proto__":{},'), 'JSON_INVALID'],
    ['a line above 256 KiB', good().replace('测试甲', 'x'.repeat(300_000)), 'LINE_TOO_LONG'],
    ['money as a number', good().replace('"30000000"', '30000000'), 'BODY_INVALID'],
    ['a field nobody agreed on', good().replace('"body":{', '"body":{"admin":true,'), 'BODY_INVALID'],
  ])('%s', async (_name, line, reason) => {
    expect(await bring({ lines: [good(), line, good()] })).toEqual({ state: 'applied', quarantine: [{ line_no: 2, reason }], taken: 2 })
  })

  it('JSON a million deep does not even reach a record: the line is too long, the others are taken', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    // A part may inflate twenty times only, so the depth is padded with what does not compress.
    const noise = Buffer.from(Array.from({ length: 250_000 }, (_, n) => (n * 7919) % 251)).toString('base64')
    const outcome = await bring({ lines: [good(), deep, noise] })
    expect(outcome.state).toBe('applied')
    expect(outcome.quarantine.map((row) => row.reason)).toEqual(['LINE_TOO_LONG', 'LINE_TOO_LONG'])
    expect(outcome.taken).toBe(1)
  })

  it('a line of millions of escapes is too long, like any other: nobody tries to read it', async () => {
    const noise = randomBytes(2_000_000).toString('base64')
    const outcome = await bring({ lines: [good(), `{ "a":"${noise}${'\\n'.repeat(12_000_000)}"}`, good()] })
    expect(outcome).toEqual({ state: 'applied', quarantine: [{ line_no: 2, reason: 'LINE_TOO_LONG' }], taken: 2 })
    expect(office.troubles).toEqual([])
  })

  it('more lines than the envelope counts are not looked at: the batch is skipped', async () => {
    const counts = { records: 1, blobs: 0, plainBytes: 5 }
    const outcome = await bring({ lines: [good(), '', ''], envelope: { counts } })
    expect(outcome).toMatchObject({ state: 'skipped', taken: 0, quarantine: [{ line_no: 0 }] })
    expect(splitLines(Buffer.from('{}\n\n\n'), 2)).toBeNull()
    expect(splitLines(Buffer.from('{}\n\n\n'), 3)?.map((line) => line.bytes.toString())).toEqual(['{}', '', ''])
    expect(splitLines(Buffer.from('{}\n{}'), 3)).toBeNull()
  })

  it('a clock ten years off changes nothing', async () => {
    expect(await bring({ lines: [good()], created: '2036-11-23T08:00:00Z' })).toMatchObject({ state: 'applied', taken: 1 })
    expect(await bring({ lines: [good()], created: '2016-11-23T08:00:00Z' })).toMatchObject({ state: 'applied', taken: 1 })
  })
})

describe('a number between 2^31 and 2^53, in any field that has a column', () => {
  const paper = { sha256: sha256Hex('paper'), bytes: 5, media: 'application/pdf', role: 'D706' }
  const sealedLog = { businessDate: '2026-11-23', size: 1, root: sha256Hex('root'), head: sha256Hex('head'), note: '', from: 0, proof: [] }
  /** What a branch sends for a column, with a number of its choice in it. */
  const RECORDS: Readonly<Record<string, (n: number) => unknown>> = {
    'record.rev': (n) => caseRecord({ rev: n }),
    'record.schema': (n) => caseRecord({ schema: n }),
    'record_blob.bytes': (n) => caseRecord({ blobs: [{ ...paper, bytes: n }] }),
    'blob.bytes': (n) => caseRecord({ blobs: [{ ...paper, role: 'D707', bytes: n }] }),
    'merkle_day.size': (n) => caseRecord({ type: 'audit.sealed', body: { ...sealedLog, size: n } }),
    'escalation.case_version': (n) => caseRecord({ type: 'case.escalated', body: { ...ESCALATED, caseVersion: n } }),
  }
  const ENVELOPES: Readonly<Record<string, (n: number) => NonNullable<Twist['envelope']>>> = {
    'batch.epoch': (n) => ({ epoch: n }),
    'batch.seq': (n) => ({ seq: n }),
    'batch.records': (n) => ({ counts: { records: n, blobs: 0, plainBytes: 1 } }),
    'batch.blobs': (n) => ({ counts: { records: 1, blobs: n, plainBytes: 1 } }),
    'batch.plain_bytes': (n) => ({ counts: { records: 1, blobs: 0, plainBytes: n } }),
  }
  const NUMBERS = [2 ** 31, 2 ** 40, 2 ** 53 - 1]
  it('and no column is forgotten', () => {
    const people = /^(pack|quarantine)\./
    expect([...Object.keys(RECORDS), ...Object.keys(ENVELOPES)].sort()).toEqual(
      Object.keys(FROM_OUTSIDE)
        .filter((name) => !people.test(name))
        .sort(),
    )
  })
  it('is refused with the record that has it; the others are taken', async () => {
    const columns = Object.keys(RECORDS).filter((name) => name !== 'merkle_day.size')
    const hostile = columns.flatMap((name) => NUMBERS.map((n) => JSON.stringify(RECORDS[name]?.(n))))
    const { state, quarantine, taken } = await bring({ lines: [good(), ...hostile, good()] })
    expect({ state, taken }).toEqual({ state: 'applied', taken: 2 })
    expect(quarantine.map((row) => row.line_no)).toEqual(hostile.map((_, n) => n + 2))
    expect(new Set(quarantine.map((row) => row.reason))).toEqual(new Set(['RECORD_INVALID', 'BODY_INVALID']))
  })
  it('or, where its column holds it, is kept as what it is: a log nobody vouches for', async () => {
    const logs = NUMBERS.map((n) => JSON.stringify(RECORDS['merkle_day.size']?.(n)))
    const { state, quarantine, taken } = await bring({ lines: [good(), ...logs] })
    expect({ state, taken }).toEqual({ state: 'applied', taken: 1 + logs.length })
    expect(quarantine).toEqual(logs.map((_, n) => ({ line_no: n + 2, reason: 'AUDIT_LOG_REWRITTEN' })))
  })
  it.each(Object.entries(ENVELOPES))('is refused with the envelope that has it: %s', async (_name, twist) => {
    for (const n of NUMBERS) {
      const { code, taken } = await bring({ lines: [good()], envelope: twist(n) })
      expect(code).toMatch(/^BATCH_(ENVELOPE_INVALID|EPOCH_UNKNOWN|OLD_KEY)$|^$/)
      expect(taken).toBe(0)
    }
  })
  it('and head office stands as before: it is made again from its journal, and takes the next batch', async () => {
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    expect(office.troubles).toEqual([])
    expect(await bring({ lines: [good()] })).toMatchObject({ state: 'applied', taken: 1 })
  })
})

describe('a bag whose manifest lies', () => {
  it('by naming a file that is not there, or records of another hash, is skipped or its papers are told as bad', async () => {
    const extra = { path: `data/blobs/${sha256Hex('gone')}`, bytes: 4, sha256: sha256Hex('gone') }
    const missing = await bring({ lines: [good()], list: (entries) => [...entries, extra] })
    expect(missing).toMatchObject({ state: 'applied', taken: 1, quarantine: [{ line_no: 0 }] })
    const other = await bring({ lines: [good()], list: (entries) => entries.map((entry) => ({ ...entry, sha256: sha256Hex('other') })) })
    expect(other).toMatchObject({ state: 'skipped', taken: 0, quarantine: [{ line_no: 0 }] })
    const none = await bring({ lines: [good()], list: () => [] })
    expect(none).toMatchObject({ state: 'skipped', taken: 0 })
  })

  it('by saying nothing of a file that is there, is skipped, or its papers are told as bad, with the reason', async () => {
    const extra = Buffer.from('more than was sealed')
    const stranger = await bring({ lines: [good()], extra: [{ name: 'data/more.txt', bytes: extra }] })
    expect(stranger).toEqual({ state: 'skipped', taken: 0, quarantine: [{ line_no: 0, reason: 'unknown name' }] })
    const paper = await bring({ lines: [good()], extra: [{ name: `data/blobs/${sha256Hex(extra)}`, bytes: extra }] })
    expect(paper).toEqual({ state: 'applied', taken: 1, quarantine: [{ line_no: 0, reason: 'payload manifest' }] })
  })
})

describe('the parsers', () => {
  const runs = { numRuns: process.env.TEST_FULL ? 20_000 : 1000 }
  it('of JSON agree with the platform on what they accept, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (input) => {
        const value = tryStrictJson(typeof input === 'string' ? Buffer.from(input) : input)
        if (value === undefined) return
        expect(value).toEqual(JSON.parse(typeof input === 'string' ? input : Buffer.from(input).toString('utf8')))
      }),
      runs,
    )
  })
  it('of tar give back what was packed, and of anything else only a TarError', () => {
    const tar = packTar([
      { name: 'bagit.txt', bytes: Buffer.from('BagIt') },
      { name: 'data/records.ndjson', bytes: Buffer.from('{}\n') },
    ])
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(tar.length - 1), fc.integer({ min: 1, max: 255 })), { maxLength: 5 }), fc.nat(tar.length), (flips, cut) => {
        const bytes = Buffer.from(tar.subarray(0, flips.length % 2 === 0 ? tar.length : cut))
        for (const [at, mask] of flips) if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ mask
        try {
          for (const entry of readTar(bytes)) expect(entry.name).toMatch(/^[a-z0-9][a-z0-9./-]*$/)
        } catch (error) {
          expect(error).toBeInstanceOf(TarError)
        }
      }),
      runs,
    )
  })
  it('stop at a tar of more than a hundred thousand entries, each with a name of its own', () => {
    // A header for each number, of the one our writer makes: its name and the sum of its bytes are all that differs.
    const name = (n: number): string => `a${String(n).padStart(6, '0')}`
    const one = packTar([{ name: name(0), bytes: Buffer.alloc(0) }]).subarray(0, 512)
    const zeros = Number.parseInt(one.toString('latin1', 148, 154), 8)
    const many = Buffer.alloc(100_001 * 512 + 1024)
    for (let n = 0; n <= 100_000; n++) {
      const sum = [...String(n)].reduce((total, digit) => total + Number(digit), zeros)
      const at = n * 512
      one.copy(many, at)
      many.write(name(n), at, 'latin1')
      many.write(sum.toString(8).padStart(6, '0'), at + 148, 'latin1')
    }
    expect(() => readTar(many)).toThrow('too many entries')
    const fewer = Buffer.concat([many.subarray(0, 100_000 * 512), Buffer.alloc(1024)])
    expect(readTar(fewer).at(-1)?.name).toBe(name(99_999))
  })
  it('of signatures never throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseSignature(text)
        parseSignature(`untrusted comment: signature of hob/1\n${text}\ntrusted comment: ${text}\n${text}\n`)
      }),
      runs,
    )
  })
})
