import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Envelope, trustedComment } from '../../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { sealAge } from '../../../protocol/age-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { partStore, publishBatch } from '../../../protocol/hob-layout.ts'
import { signBytes } from '../../../protocol/minisign.ts'
import { packTar } from '../../../protocol/strict-tar.ts'
import { Counter, NOW, newFolder, newHeadOffice, removeFolders } from './counter.ts'

let office: HeadOffice
let branches = 0
beforeAll(async () => {
  office = (await newHeadOffice()).office
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

/** A batch that an enrolled but hostile branch signed rightly around bytes of its own making. */
async function importForged(packed: Uint8Array, recipients?: readonly string[]): Promise<unknown> {
  const counter = await Counter.enrol(office, `HX${++branches}`)
  const cipher = await sealAge(packed, recipients ?? [office.keys.receive])
  const folder = newFolder()
  await partStore(folder)(sha256Hex(cipher), cipher)
  const envelope = Envelope.parse({
    format: 'hob/1',
    kind: 'up',
    branch: counter.enrolment.branch,
    epoch: 1,
    seq: 1,
    prev: NO_PREVIOUS,
    created: NOW,
    app: 'forged',
    suite: 'age-x25519+ed25519',
    comp: 'gzip',
    signKey: counter.keys.sign.keyId,
    recipients: [office.keys.receive],
    schemas: {},
    counts: { records: 0, blobs: 0, plainBytes: 0 },
    bag: NO_PREVIOUS,
    possibleDuplicate: false,
    parts: [{ n: 0, lane: 0, bytes: cipher.length, sha256: sha256Hex(cipher) }],
  })
  const envelopeBytes = Buffer.from(JSON.stringify(envelope))
  const signature = signBytes(counter.keys.sign, envelopeBytes, trustedComment(envelope))
  await publishBatch(folder, { envelope, envelopeBytes, signature, hash: sha256Hex(envelopeBytes) })
  expect(expectOk(await office.importBatches(folder)).batches[0]).toMatchObject({ outcome: { state: 'skipped', code: 'BATCH_CONTENT_BAD' } })
  const rows = await office.query<{ reason: string }>('select reason from quarantine where branch_id = $1', [counter.enrolment.branch])
  return rows[0]?.reason
}

function tarWith(change: (header: Buffer) => void): Buffer {
  const tar = packTar([{ name: 'data/records.ndjson', bytes: Buffer.from('x') }])
  const header = tar.subarray(0, 512)
  change(header)
  header.write('        ', 148)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return gzipSync(tar)
}
const rename = (name: string) => tarWith((header) => header.fill(0, 0, 100).write(name, 0))

describe('a rightly signed but hostile batch is skipped, its number used up, nothing taken', () => {
  it.each(['../../etc/passwd', '/etc/passwd', 'data/../../x', 'data/.hidden', 'C:x', 'data//x'])('with the name %s', async (name) => {
    expect(await importForged(rename(name))).toBe('name not allowed')
  })

  it.each(['1', '2', '5', 'x', 'L', 'S'])('with an entry of type %s: link, folder, pax, GNU', async (type) => {
    expect(await importForged(tarWith((header) => header.write(type, 156)))).toBe('header not strict')
  })

  it('with a name that is no part of a batch', async () => {
    expect(await importForged(gzipSync(packTar([{ name: 'data/virus.exe', bytes: Buffer.from('x') }])))).toBe('unknown name')
  })

  it('that is a gzip bomb', async () => {
    expect(await importForged(gzipSync(Buffer.alloc(40 * 1024 * 1024)))).toBe('compression damaged or above the limit')
  })

  it('that is no gzip at all, or encrypted to somebody else', async () => {
    expect(await importForged(Buffer.from('plain'))).toBe('compression damaged or above the limit')
    expect(await importForged(Buffer.from('x'), [office.escrow])).toBe('not encrypted to us')
  })

  it('whose bag is not the one the envelope names', async () => {
    expect(await importForged(gzipSync(packTar([{ name: 'data/records.ndjson', bytes: Buffer.alloc(0) }])))).toBe('tag manifest differs from the envelope')
  })
})
