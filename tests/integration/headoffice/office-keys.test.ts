import { afterAll, describe, expect, it } from 'vitest'
import { trustedComment } from '../../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import type { OpenedDown } from '../../../electron/services/receipt-reader.ts'
import { type HeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { addOfficeKeys, readOfficeKeys } from '../../../headoffice/import/office-keys.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { findBatches, partFile, partStore, publishBatch, readListed } from '../../../protocol/hob-layout.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { type SigningKey, signBytes } from '../../../protocol/minisign.ts'
import { Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const START = { appliedSeq: 0, head: NO_PREVIOUS }
const readAll = (counter: Counter, folder: string): Promise<Result<readonly OpenedDown[]>> =>
  readReceipts({ folder, keys: counter.keys, enrolment: counter.enrolment, down: START })

/** One up batch, and everything head office has to say back, in a new folder. */
async function day(office: HeadOffice, counter: Counter): Promise<string> {
  await counter.seal([caseRecord()])
  const back = newFolder()
  expect(expectOk(await office.importBatches(counter.outbox, { receiptsTo: back })).batches.at(-1)).toMatchObject({ outcome: { state: 'applied' } })
  return back
}
const envelopesOf = (office: HeadOffice, branch = 'BR0001'): Promise<{ seq: number; ref: string }[]> =>
  office.query(`select seq, env_hash as ref from batch where dir = 'down' and branch_id = '${branch}' order by seq`)
async function signersOf(office: HeadOffice, branch?: string): Promise<string[]> {
  const keys: string[] = []
  for (const { ref } of await envelopesOf(office, branch)) keys.push(JSON.parse((await office.office.spool.need(ref)).toString('utf8')).signKey)
  return keys
}

/** The last down batch of a folder once more, said by another key, on another stick. */
async function saidBy(folder: string, key: SigningKey): Promise<string> {
  const last = expectOk(await findBatches(folder)).batches.at(-1)
  if (!last) throw new Error('nothing came down')
  const files = expectOk(await readListed(last))
  const stick = newFolder()
  const envelope = { ...JSON.parse(files.envelopeBytes.toString('utf8')), signKey: key.keyId }
  for (const listed of expectOk(await findBatches(folder)).batches.slice(0, -1)) {
    const same = expectOk(await readListed(listed))
    const before = JSON.parse(same.envelopeBytes.toString('utf8'))
    for (const part of before.parts) await partStore(stick)(part.sha256, (await readBounded(partFile(folder, part.sha256), 1 << 24)) ?? new Uint8Array())
    await publishBatch(stick, { ...same, envelope: before, hash: listed.hash })
  }
  for (const part of envelope.parts) await partStore(stick)(part.sha256, (await readBounded(partFile(folder, part.sha256), 1 << 24)) ?? new Uint8Array())
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  await publishBatch(stick, { envelope, envelopeBytes, signature: signBytes(key, envelopeBytes, trustedComment(envelope)), hash: sha256Hex(envelopeBytes) })
  return stick
}

describe.each(ENGINES)('head office goes over to new keys of its own, on %s', (engine) => {
  it('says so to each branch under the key before, speaks with the new one from the next number on, and opens what was sealed to either', async () => {
    const { office } = await officeOn(engine)
    const [first, counter, other] = [office.keys, await Counter.enrol(office), await Counter.enrol(office, 'BR0002')]
    await day(office, counter)
    const { fingerprint } = expectOk(await office.turnKeys('chief'))
    expect(office.fingerprint).toBe(fingerprint)
    expect(office.keys.sign.keyId).not.toBe(first.sign.keyId)
    // Sealed to the old key, as a branch does that has not heard.
    const back = await day(office, counter)
    await day(office, other)
    const second = office.keys.sign.keyId
    expect(await signersOf(office)).toEqual([first.sign.keyId, first.sign.keyId, second])
    expect(await signersOf(office, 'BR0002')).toEqual([first.sign.keyId, second])
    // A branch that reads all at once learns the new key on the way.
    await office.importBatches(counter.outbox, { receiptsTo: back })
    const read = expectOk(await readAll(counter, back))
    expect(read.map(({ seq, records }) => [seq, records[0]?.type])).toEqual([
      [1, 'batch.receipt'],
      [2, 'office.keys'],
      [3, 'batch.receipt'],
    ])
    expect(read.at(-1)?.office.map(({ fromSeq }) => fromSeq)).toEqual([1, 3])
    counter.officeReceive = office.keys.receive
    await day(office, counter)
    expect(await office.query('select branch_id, from_seq, key_id from office_key order by branch_id, from_seq')).toEqual([
      { branch_id: 'BR0001', from_seq: 1, key_id: first.sign.keyId },
      { branch_id: 'BR0001', from_seq: 3, key_id: second },
      { branch_id: 'BR0002', from_seq: 1, key_id: first.sign.keyId },
      { branch_id: 'BR0002', from_seq: 2, key_id: second },
    ])
    // A branch that enrols now knows the new key alone.
    const late = await Counter.enrol(office, 'BR0003')
    await day(office, late)
    expect(await signersOf(office, 'BR0003')).toEqual([second])
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    const { before, after } = await office.rebuild()
    expect(after).toBe(before)
    await office.close()
  })

  it('its old key, played back, is told from a damaged batch and from a stranger', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const first = office.office.keys.secret.sign
    await day(office, counter)
    await office.turnKeys('chief')
    const back = await day(office, counter)
    await office.importBatches(counter.outbox, { receiptsTo: back })
    const code = async (folder: string): Promise<string> => {
      const read = await readAll(counter, folder)
      return read.ok ? 'taken' : read.error.code
    }
    expect(await code(back)).toBe('taken')
    expect(await code(await saidBy(back, first))).toBe('OFFICE_KEY_REPLACED')
    expect(await code(await saidBy(back, (await newSecretKeys()).sign))).toBe('BATCH_SENDER_UNKNOWN')
    await office.close()
  })

  it('a crash between keeping the keys and telling of them is made good at the next start, and noted as done by who began it', async () => {
    const { office, folder, databaseUrl } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    await day(office, counter)
    office.office.spool.append = () => Promise.reject(new Error('power cut'))
    await expect(office.turnKeys('chief')).rejects.toThrow('power cut')
    await office.close()
    const again = expectOk(await openHeadOffice(folder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    const [kept, second] = [again.office.keys.secret.sign.keyId, again.keys.sign.keyId]
    expect(second).not.toBe(kept)
    expect(await again.query(`select who, subject from audit where act = 'keys.turn'`)).toEqual([{ who: 'chief', subject: second }])
    expect(await signersOf(again)).toEqual([kept, kept])
    const back = await day(again, counter)
    await again.importBatches(counter.outbox, { receiptsTo: back })
    expect(
      expectOk(await readAll(counter, back))
        .at(-1)
        ?.office.at(-1)?.keys.sign.keyId,
    ).toBe(second)
    await again.close()
  })

  it('asked again before every branch was told, makes no further keys and tells the rest; one that fails holds up no other', async () => {
    const { office } = await officeOn(engine)
    await Counter.enrol(office, 'BR0001')
    const second = await Counter.enrol(office, 'BR0002')
    await Counter.enrol(office, 'BR0003')
    const { spool } = office.office
    const append = spool.append.bind(spool)
    spool.append = (act, ref, detail, at, lane) =>
      act === 'down' && lane === 'BR0002' ? Promise.reject(new Error('disk full')) : append(act, ref, detail, at, lane)
    const first = expectOk(await office.turnKeys('chief'))
    expect(first).toMatchObject({ made: true, notTold: ['BR0002'] })
    expect([await envelopesOf(office, 'BR0001'), await envelopesOf(office, 'BR0002'), await envelopesOf(office, 'BR0003')].map((down) => down.length)).toEqual([
      1, 0, 1,
    ])
    spool.append = append
    expect(expectOk(await office.turnKeys('chief'))).toEqual({ ...first, made: false, notTold: [] })
    expect(office.office.keys.turned).toHaveLength(1)
    await day(office, second)
    expect(await signersOf(office, 'BR0002')).toEqual([office.office.keys.secret.sign.keyId, office.keys.sign.keyId])
    const next = expectOk(await office.turnKeys('chief'))
    expect(next).toMatchObject({ made: true, notTold: [] })
    expect(next.fingerprint).not.toBe(first.fingerprint)
    await office.close()
  })

  it('a branch without a key to seal to is named and keeps nobody waiting', async () => {
    const { office } = await officeOn(engine)
    await Counter.enrol(office, 'BR0001')
    await Counter.enrol(office, 'BR0002')
    await office.office.database.query(`delete from device_key where branch_id = 'BR0001'`)
    expect(expectOk(await office.turnKeys('chief'))).toMatchObject({ made: true, notTold: ['BR0001'] })
    expect(await signersOf(office, 'BR0002')).toEqual([office.office.keys.secret.sign.keyId])
    await office.close()
  })

  it('the same key file gets the enrolment of then, with the fingerprint that belongs to it', async () => {
    const { office } = await officeOn(engine)
    const keys = await newSecretKeys()
    const request = Buffer.from(writeKeyRequest('BR0001', 'Branch One', keys))
    const first = expectOk(await office.enrol(request))
    await office.turnKeys('chief')
    await office.turnKeys('chief')
    const again = expectOk(await office.enrol(request))
    expect(again).toEqual(first)
    expect(again.fingerprint).not.toBe(office.fingerprint)
    expect(readEnrolment(Buffer.from(again.text), keys, again.fingerprint).ok).toBe(true)
    const other = await newSecretKeys()
    expect(expectOk(await office.enrol(Buffer.from(writeKeyRequest('BR0001', 'Branch One', other)))).fingerprint).toBe(office.fingerprint)
    await office.close()
  })

  it('is read anew with all keys also while a change is under way', async () => {
    const { office } = await officeOn(engine)
    const [told, held] = [await Counter.enrol(office, 'BR0001'), await Counter.enrol(office, 'BR0002')]
    const { spool } = office.office
    const append = spool.append.bind(spool)
    const release = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    spool.append = async (act, ref, detail, at, lane) => {
      if (act === 'down' && lane === 'BR0002') {
        reached.resolve()
        await release.promise
      }
      return await append(act, ref, detail, at, lane)
    }
    const turning = office.turnKeys('chief')
    await reached.promise
    told.officeReceive = office.keys.receive
    await day(office, told)
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    release.resolve()
    expect(expectOk(await turning).notTold).toEqual([])
    await day(office, held)
    await office.close()
  })
})

it('a key file that is full is refused before anything is written, and stays readable', async () => {
  const { office, folder } = await officeOn('PGlite')
  const keys = { ...office.office.keys, turned: await Promise.all(Array.from({ length: 100 }, newSecretKeys)) }
  expect(await addOfficeKeys(folder, keys, 'chief')).toMatchObject({ ok: false, error: { code: 'OFFICE_KEYS_FULL' } })
  expect(expectOk(await readOfficeKeys(folder)).turned).toEqual([])
  await office.close()
})
