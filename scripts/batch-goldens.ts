import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expectOk } from '../core/kernel/result.ts'
import { sealDown } from '../headoffice/down/seal-down.ts'
import { initHeadOffice, openHeadOffice } from '../headoffice/head-office.ts'
import { sha256Hex } from '../protocol/hashing.ts'
import { writeKeyTurn } from '../protocol/key-turn.ts'
import { newSecretKeys } from '../protocol/keys.ts'
import { derivedId } from '../protocol/receipt.ts'
import { blobOf, blobRef, Counter, caseRecord, NOW } from '../tests/integration/batch/counter.ts'

/**
 * Makes the golden batches of tests/fixtures/hob anew: three up, and what head office answers. Keys and file keys are random, so every run
 * gives other bytes: run it only when the format itself changes.
 */
const folder = path.join('tests', 'fixtures', 'hob')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const work = mkdtempSync(path.join(tmpdir(), 'goldens-'))
expectOk(await initHeadOffice(work, 'Golden Head Office'))
const head = expectOk(await openHeadOffice(work, () => NOW))
const counter = await Counter.enrol(head, 'BR0001')
const paper = blobOf(Buffer.from('%PDF-1.7\n% a paper of a golden batch\n'))
const scan = { ...blobOf(Buffer.from('a scan of a golden batch\n'.repeat(40))), lane: 1 as const }
const up = path.join(folder, 'up')
await counter.seal([caseRecord({ id: derivedId('golden one'), blobs: [blobRef(paper)] }), caseRecord({ id: derivedId('golden two') })], [paper], up)
await counter.seal([caseRecord({ id: derivedId('golden three'), blobs: [blobRef(scan)] })], [scan], up)
const next = await newSecretKeys()
const turn = { type: 'device.keys', schema: 1, id: derivedId('golden keys'), rev: 1, body: { ...writeKeyTurn('BR0001', 1, next) }, blobs: [] }
await counter.seal([turn], [], up)
expectOk(await head.importBatches(up, { receiptsTo: path.join(work, 'down') }))
const file = blobOf(Buffer.from('lpr:\n  - { effectiveOn: 2026-11-20, oneYear: 30000, fiveYear: 35000 }\n'))
const named = { name: 'lpr.yaml', sha256: file.sha256, bytes: file.bytes }
const body = { kind: 'LPR', version: 2, effectiveFrom: '2026-11-24', title: 'LPR', note: 'golden', files: [named], preparedBy: 'one', publishedBy: 'two' }
const blobs = [{ ...blobRef(file, named.name), media: 'application/yaml' }]
const pack = { type: 'reference.pack', schema: 1, id: derivedId('pack LPR'), rev: 2, body, blobs }
await sealDown(head.office, 'BR0001', { answers: 'golden', records: [pack], blobs: [file], preparedBy: 'one', sealedBy: 'two' })
expectOk(await head.importBatches(up, { receiptsTo: path.join(folder, 'down') }))
const keys = { branch: counter.keys, next, office: head.office.keys.secret, enrolment: counter.enrolment }
writeFileSync(path.join(folder, 'keys.json'), `${JSON.stringify({ about: 'For tests only: keys of nobody.', ...keys }, null, 1)}\n`)
writeFileSync(
  path.join(folder, 'blobs.json'),
  `${JSON.stringify(
    [paper, scan, file].map(({ sha256, bytes }) => ({ sha256, bytes })),
    null,
    1,
  )}\n`,
)
await head.close()
rmSync(work, { recursive: true, force: true })
console.log(`golden batches in ${folder}: ${sha256Hex(JSON.stringify(keys)).slice(0, 12)}`)
