import { afterAll, describe, expect, it } from 'vitest'
import { trustedComment } from '../../../core/batch/envelope.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { partFile, partStore, publishBatch } from '../../../protocol/hob-layout.ts'
import { writeKeyTurn } from '../../../protocol/key-turn.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { type SigningKey, signBytes } from '../../../protocol/minisign.ts'
import { ENGINES, officeOn, stopPostgres } from '../headoffice/engines.ts'
import { Counter, caseRecord, newFolder, removeFolders } from './counter.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

/** The same batch under another number and key, on a stick. */
async function bring(office: HeadOffice, from: string, sealed: SealedBatch, seq: number, key: SigningKey): Promise<string> {
  const folder = newFolder()
  for (const part of sealed.envelope.parts) await partStore(folder)(part.sha256, (await readBounded(partFile(from, part.sha256), 1 << 24)) ?? new Uint8Array())
  const envelope = { ...sealed.envelope, seq, signKey: key.keyId }
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  await publishBatch(folder, { envelope, envelopeBytes, signature: signBytes(key, envelopeBytes, trustedComment(envelope)), hash: sha256Hex(envelopeBytes) })
  const [line] = expectOk(await office.importBatches(folder)).batches
  return line && 'refusal' in line ? line.refusal.code : 'taken'
}

describe.each(ENGINES)('a device that changes its keys within an epoch, head office on %s', (engine) => {
  it('is known by the old key up to the batch that announced the new one, and by the new one from there on', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    await counter.seal([caseRecord()])
    const old = await counter.turn(office)
    // Both hold until the new key is first used: a batch sealed before the answer came is still taken.
    const next = counter.keys
    counter.keys = old
    await counter.seal([caseRecord()])
    expect(expectOk(await office.importBatches(counter.outbox)).batches.at(-1)).toMatchObject({ outcome: { seq: 3, state: 'applied' } })
    counter.keys = next
    const { batch } = await counter.seal([caseRecord()])
    expect(expectOk(await office.importBatches(counter.outbox)).batches.at(-1)).toMatchObject({ outcome: { seq: 4, state: 'applied' } })
    expect(await bring(office, counter.outbox, batch, 5, old.sign)).toBe('BATCH_KEY_REPLACED')
    expect(await bring(office, counter.outbox, batch, 2, next.sign)).toBe('BATCH_KEY_TOO_EARLY')
    expect(await bring(office, counter.outbox, batch, 5, (await newSecretKeys()).sign)).toBe('BATCH_SENDER_UNKNOWN')
    expect(await office.query('select from_seq, until_seq from device_key order by coalesce(from_seq, 0)')).toEqual([
      { from_seq: null, until_seq: 3 },
      { from_seq: 3, until_seq: null },
    ])
    expect((await office.verify()).projectionMatches).toBe(true)
    await office.close()
  })

  it('is not given keys that do not say themselves whose they are: those of another branch, epoch or owner', async () => {
    const { office } = await officeOn(engine)
    const counter = await Counter.enrol(office)
    const [theirs, mine] = [await newSecretKeys(), await newSecretKeys()]
    const good = writeKeyTurn('BR0001', 1, mine)
    const bodies = [writeKeyTurn('BR0002', 1, theirs), writeKeyTurn('BR0001', 2, mine), { ...good, keys: writeKeyTurn('BR0001', 1, theirs).keys }]
    await counter.seal(bodies.map((body) => ({ ...caseRecord(), type: 'device.keys', body: { ...body } })))
    expectOk(await office.importBatches(counter.outbox))
    expect(await office.query('select kind, code from receipt order by line_no')).toEqual(bodies.map(() => ({ kind: 'rejected', code: 'KEYS_NOT_PROVEN' })))
    expect(await office.query('select count(*) as keys from device_key')).toEqual([{ keys: 1 }])
    await office.close()
  })
})
