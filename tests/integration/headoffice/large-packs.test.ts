import { afterAll, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { LocalObjects, OBJECT_BYTES, ObjectTooLargeError } from '../../../protocol/object-store.ts'
import { Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

/** The longest file the console takes, each character of it three bytes. */
const LONGEST = '贷'.repeat(4_000_000)

describe.each(ENGINES)('the largest reference pack the console takes, on %s', (engine) => {
  it('is published, sent and read back, as is one of an earlier release that sealed it as text; the office opens again', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const { spool, seal } = office.office
    const old = Buffer.from('x'.repeat(8_000_000))
    const oldHash = sha256Hex(old)
    const files = [
      await keepPackFile(office.office, 'regions.json', LONGEST),
      {
        name: 'old.json',
        sha256: oldHash,
        bytes: old.length,
        ref: await spool.put(Buffer.from(seal.seal(`pack file ${oldHash}`, old.toString('base64')))),
      },
    ]
    await recordAct(office.office, 'alice', { type: 'pack.draft', kind: 'REGIONS', version: 1, effectiveFrom: '2026-12-01', title: '地区', note: '', files })
    await recordAct(office.office, 'bob', { type: 'pack.publish', kind: 'REGIONS', version: 1 })
    expect(await issueToEach(office.office)).toEqual([])
    const back = newFolder()
    await counter.seal([caseRecord()])
    expect(expectOk(await office.importBatches(counter.outbox, { receiptsTo: back })).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    const down = { appliedSeq: 0, head: NO_PREVIOUS }
    const [pack] = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down }))
    expect([...(pack?.blobs ?? [])].map(([sha256, bytes]) => [sha256, bytes.length])).toEqual(
      expect.arrayContaining([
        [oldHash, 8_000_000],
        [sha256Hex(LONGEST), 12_000_000],
      ]),
    )
    await office.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect(again.troubles).toEqual([])
    await again.close()
  })

  it('that cannot be read any more holds up no receipt, no custody and no start', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const files = [{ name: 'regions.json', sha256: sha256Hex('gone'), bytes: 4, ref: sha256Hex('lost') }]
    await recordAct(office.office, 'alice', { type: 'pack.draft', kind: 'REGIONS', version: 1, effectiveFrom: '2026-12-01', title: '地区', note: '', files })
    await recordAct(office.office, 'bob', { type: 'pack.publish', kind: 'REGIONS', version: 1 })
    await counter.seal([caseRecord()])
    const back = newFolder()
    expect(expectOk(await office.importBatches(counter.outbox, { receiptsTo: back }))).toMatchObject({
      batches: [{ outcome: { state: 'applied' } }],
      receipts: back,
    })
    const trouble = { what: 'answers', lane: 'BR0001', reason: `object ${sha256Hex('lost')} is missing or damaged` }
    expect(office.troubles).toEqual([trouble])
    await office.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    expect(again.troubles).toEqual([trouble])
    await again.close()
  })
})

describe('an object of the spool', () => {
  it('larger than can be read back is not stored', async () => {
    const objects = new LocalObjects(newFolder())
    const largest = Buffer.alloc(OBJECT_BYTES)
    expect((await objects.get(await objects.put(largest)))?.equals(largest)).toBe(true)
    await expect(objects.put(Buffer.alloc(OBJECT_BYTES + 1))).rejects.toThrow(ObjectTooLargeError)
  })
})
