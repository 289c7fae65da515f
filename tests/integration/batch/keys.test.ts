import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Envelope, trustedComment } from '../../../core/batch/envelope.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { partFile, partStore, publishBatch } from '../../../protocol/hob-layout.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { type SigningKey, signBytes } from '../../../protocol/minisign.ts'
import { Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from './counter.ts'

let office: HeadOffice
let one: Counter
let sealed: SealedBatch
let before: string
beforeAll(async () => {
  office = (await newHeadOffice()).office
  one = await Counter.enrol(office, 'BR0001')
  await Counter.enrol(office, 'BR0002')
  sealed = (await one.seal([caseRecord()])).batch
  before = await office.projectionHash()
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

/** The batch with another envelope, signed by a key, brought on a stick; what head office says, its books unchanged. */
async function bring(change: Partial<Envelope>, key: SigningKey, spoil: (bytes: Buffer) => void = () => undefined): Promise<string> {
  const folder = newFolder()
  for (const part of sealed.envelope.parts)
    await partStore(folder)(part.sha256, (await readBounded(partFile(one.outbox, part.sha256), 1 << 24)) ?? new Uint8Array())
  const envelope = { ...sealed.envelope, ...change }
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  const signature = signBytes(key, envelopeBytes, trustedComment(envelope))
  spoil(envelopeBytes)
  await publishBatch(folder, { envelope, envelopeBytes, signature, hash: sha256Hex(envelopeBytes) })
  const [line] = expectOk(await office.importBatches(folder)).batches
  expect(await office.projectionHash()).toBe(before)
  return line && 'refusal' in line ? line.refusal.code : 'taken'
}

describe('a batch with a key that does not fit is told apart by its own message', () => {
  it('signed by a key nobody enrolled', async () => {
    const { sign } = await newSecretKeys()
    expect(await bring({ signKey: sign.keyId }, sign)).toBe('BATCH_SENDER_UNKNOWN')
  })
  it('signed by one branch in the name of another', async () => {
    expect(await bring({ branch: 'BR0002' }, one.keys.sign)).toBe('BATCH_OTHER_BRANCH')
  })
  it('signed by the key of an earlier epoch', async () => {
    expect(await bring({ epoch: 2 }, one.keys.sign)).toBe('BATCH_OLD_KEY')
  })
  it('with one byte of the envelope flipped after it was signed', async () => {
    const flip = (bytes: Buffer): void => {
      const at = bytes.indexOf('"seq":1') + 6
      bytes[at] = '2'.charCodeAt(0)
    }
    expect(await bring({}, one.keys.sign, flip)).toBe('BATCH_SIGNATURE_BAD')
  })
  it('that says another key signed it, or was signed for another place', async () => {
    expect(await bring({ signKey: '0'.repeat(16) }, one.keys.sign)).toBe('BATCH_ENVELOPE_INVALID')
  })
  it('for keys of another head office', async () => {
    const other = (await newSecretKeys()).receive.recipient
    expect(await bring({ recipients: [other] }, one.keys.sign)).toBe('BATCH_FOR_OTHER_HEAD_OFFICE')
  })
})

it('the branch’s own batch is taken after all of that', async () => {
  expect(expectOk(await office.importBatches(one.outbox)).batches[0]).toMatchObject({ outcome: { state: 'applied', replay: false } })
})
