import { type Dirent, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Enrolment } from '../../../core/batch/enrolment.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { openContent } from '../../../protocol/hob-content.ts'
import { findBatches, partFile, readListed } from '../../../protocol/hob-layout.ts'
import { openEnvelope } from '../../../protocol/hob-open.ts'
import { publicKeysOf, type SecretKeys } from '../../../protocol/keys.ts'
import { readReceipts } from './read-receipts.ts'

/** Batches that were made once and are kept: whatever a later release writes, it must read these bytes. */
const FOLDER = path.join(import.meta.dirname, '../../fixtures/hob')
const read = (name: string) => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))
const keys: { branch: SecretKeys; next: SecretKeys; office: SecretKeys; enrolment: Enrolment } = read('keys.json')
const work = mkdtempSync(path.join(tmpdir(), 'golden-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const readPart = (root: string) => (sha256: string) => readBounded(partFile(root, sha256), 1 << 24)

it('the golden batches open: envelope by its signature, parts by their hash, records and papers by the signed manifest', async () => {
  const types: string[] = []
  const found: string[] = []
  for (const [way, signer, reader] of [['up', keys.branch, keys.office] as const, ['down', keys.office, keys.branch] as const]) {
    const root = path.join(FOLDER, way)
    for (const listed of expectOk(await findBatches(root)).batches) {
      const { envelopeBytes, signature } = expectOk(await readListed(listed))
      const trusted = { ...signer.sign, branch: 'BR0001', epoch: null }
      const { envelope, hash } = expectOk(openEnvelope(envelopeBytes, signature, way, () => trusted, [reader.receive.recipient]))
      expect(listed.relative).toBe(`BR0001/1-${envelope.seq}-${hash.slice(0, 12)}`)
      const content = expectOk(await openContent(envelope, signer.sign, [reader.receive.identity], readPart(root)))
      types.push(...content.lines.map((line) => `${way} ${envelope.seq} ${JSON.parse(line.bytes.toString('utf8')).type}`))
      found.push(...content.blobs.map(({ sha256, bytes }) => `${sha256} ${bytes}`))
    }
  }
  expect(types).toEqual([
    'up 1 case.sealed',
    'up 1 case.sealed',
    'up 2 case.sealed',
    'up 3 device.keys',
    'down 1 batch.receipt',
    'down 1 crosscheck.found',
    'down 1 crosscheck.found',
    'down 2 batch.receipt',
    'down 2 crosscheck.found',
    'down 3 batch.receipt',
    'down 4 reference.pack',
  ])
  expect(found).toEqual((read('blobs.json') as { sha256: string; bytes: number }[]).map(({ sha256, bytes }) => `${sha256} ${bytes}`))
})

it('a head office with those keys takes them from the folder, and the branch reads the answers in order', async () => {
  const { branch, office, enrolment } = keys
  mkdirSync(path.join(work, 'office'), { recursive: true })
  const file = { format: 'hob-office-keys/1', name: 'Golden Head Office', secret: office, escrow: enrolment.headOffice.escrow }
  writeFileSync(path.join(work, 'office', 'keys.json'), JSON.stringify(file))
  const head = expectOk(await openHeadOffice(path.join(work, 'office')))
  expect(head.keys).toEqual(publicKeysOf(office))
  expectOk(await head.enrol(Buffer.from(writeKeyRequest('BR0001', 'Branch One', branch))))
  const report = expectOk(await head.importBatches(path.join(FOLDER, 'up'), { receiptsTo: path.join(work, 'answers') }))
  expect(report.batches.map((one) => ('outcome' in one ? one.outcome.state : one.refusal.code))).toEqual(['applied', 'applied', 'applied'])
  expect(await head.query('select type, state from record order by seq, line_no')).toEqual([
    { type: 'case.sealed', state: 'complete' },
    { type: 'case.sealed', state: 'complete' },
    { type: 'case.sealed', state: 'complete' },
    { type: 'device.keys', state: 'complete' },
  ])
  await head.close()
  const down = { appliedSeq: 0, head: NO_PREVIOUS }
  const received = expectOk(await readReceipts({ folder: path.join(FOLDER, 'down'), keys: branch, enrolment: Enrolment.parse(enrolment), down }))
  expect(received.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  expect([...(received.at(-1)?.blobs.values() ?? [])].map(String)).toEqual([expect.stringContaining('oneYear: 30000')])
})

it('one flipped byte in any golden file is refused', async () => {
  const files = (readdirSync(path.join(FOLDER, 'up', 'HOB'), { recursive: true, withFileTypes: true }) as Dirent[])
    .filter((entry) => entry.isFile() && entry.name !== 'READY')
    .map((entry) => path.join(entry.parentPath, entry.name))
  for (const [n, file] of files.entries()) {
    const bytes = readFileSync(file)
    const at = (n * 37) % bytes.length
    const flipped = async (sha256: string): Promise<Buffer | null> => {
      const part = await readPart(path.join(FOLDER, 'up'))(sha256)
      if (part && file.endsWith(sha256)) part[at] = (part[at] ?? 0) ^ 1
      return part && Buffer.from(part)
    }
    let refused = false
    for (const listed of expectOk(await findBatches(path.join(FOLDER, 'up'))).batches) {
      const files = expectOk(await readListed(listed))
      const spoil = (name: string, was: Buffer): Buffer => {
        const copy = Buffer.from(was)
        if (file.endsWith(path.join(listed.relative, name))) copy[at] = (copy[at] ?? 0) ^ 1
        return copy
      }
      const signature = spoil('envelope.json.minisig', Buffer.from(files.signature)).toString('latin1')
      const trusted = { ...keys.branch.sign, branch: 'BR0001', epoch: null }
      const opened = openEnvelope(spoil('envelope.json', files.envelopeBytes), signature, 'up', () => trusted, [keys.office.receive.recipient])
      if (!opened.ok) refused = true
      else if (!(await openContent(opened.value.envelope, keys.branch.sign, [keys.office.receive.identity], flipped)).ok) refused = true
    }
    expect(refused, path.relative(FOLDER, file)).toBe(true)
  }
})
