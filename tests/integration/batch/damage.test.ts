import { cpSync, readdirSync, readFileSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { findBatches, readListed } from '../../../protocol/hob-layout.ts'
import { blobOf, blobRef, Counter, caseRecord, newFolder, newHeadOffice, removeFolders } from './counter.ts'

let office: HeadOffice
let source: string
let before: string
const files: string[] = []
beforeAll(async () => {
  office = (await newHeadOffice()).office
  const counter = await Counter.enrol(office)
  const paper = blobOf(Buffer.from('a paper'.repeat(400)))
  await counter.seal([caseRecord({ blobs: [blobRef(paper)] })], [paper])
  source = counter.outbox
  before = await office.projectionHash()
  files.push(...readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(source, file)).isFile()))
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

/** What import says of a copy of the batch that was tampered with; nothing may have been kept. */
async function importTampered(tamper: (folder: string) => void): Promise<string> {
  const folder = newFolder()
  cpSync(source, folder, { recursive: true })
  tamper(folder)
  const report = await office.importBatches(folder)
  expect(await office.projectionHash()).toBe(before)
  if (!report.ok) return report.error.code
  const first = report.value.batches[0]
  return first && 'refusal' in first ? `${first.refusal.code} ${first.refusal.details.part ?? ''}`.trim() : 'taken'
}
const partOf = (n: number): string => {
  const envelope: { parts: { sha256: string }[] } = JSON.parse(
    readFileSync(path.join(source, files.find((file) => file.endsWith('envelope.json')) ?? ''), 'utf8'),
  )
  const name = envelope.parts[n]?.sha256 ?? ''
  return path.join('HOB', 'parts', name.slice(0, 2), name)
}

describe('a damaged batch', () => {
  it('is refused wherever in any file one byte was flipped', async () => {
    expect(files).toHaveLength(6)
    const runs = process.env.TEST_FULL ? 400 : 60
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (file, share, mask) => {
          const verdict = await importTampered((folder) => {
            // Either READY names the batch: both are spoiled alike.
            for (const spoiled of path.basename(file) === 'READY' ? files.filter((one) => path.basename(one) === 'READY') : [file]) {
              const bytes = readFileSync(path.join(folder, spoiled))
              const at = Math.floor(share * bytes.length)
              bytes[at] = (bytes[at] ?? 0) ^ mask
              writeFileSync(path.join(folder, spoiled), bytes)
            }
          })
          expect(verdict).not.toBe('taken')
        },
      ),
      { numRuns: runs },
    )
  })

  it('names the part that is truncated or missing', async () => {
    expect(await importTampered((folder) => truncateSync(path.join(folder, partOf(1)), 100))).toBe('BATCH_PART_DAMAGED 1')
    expect(await importTampered((folder) => unlinkSync(path.join(folder, partOf(0))))).toBe('BATCH_PART_MISSING 0')
  })

  it('is not looked at before READY names it', async () => {
    expect(
      await importTampered((folder) =>
        ['READY', 'BR0001/READY'].forEach((name) => {
          unlinkSync(path.join(folder, 'HOB', name))
        }),
      ),
    ).toBe('BATCH_NOT_READY')
  })

  it('ignores unknown files on the stick', async () => {
    const folder = newFolder()
    cpSync(source, folder, { recursive: true })
    writeFileSync(path.join(folder, 'HOB', 'autorun.inf'), 'x')
    const listed = expectOk(await findBatches(folder)).batches
    expect(listed).toHaveLength(1)
    for (const entry of listed) expect((await readListed(entry)).ok).toBe(true)
  })
})
