import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { createPdfPool } from '../../../electron/services/pdf-pool.ts'
import { createPdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { contractSet } from '../../fixtures/paper/every-paper.ts'
import { CREATED } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'
import { missingValidator, preflight } from './java-validator.ts'

const missing = spawnSync('pdftoppm', ['-v']).error ? ['pdftoppm (poppler-utils)'] : []
if (missing.length > 0) console.log(`not run here: ${missing.join(', ')} not installed`)
const noValidator = missingValidator()
if (noValidator.length > 0) console.log(`not run here: ${noValidator.join(', ')} not installed`)

const folder = mkdtempSync(path.join(tmpdir(), 'engine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Picture {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

function pictures(bytes: Uint8Array, name: string): Picture[] {
  const file = path.join(folder, `${name}.pdf`)
  writeFileSync(file, bytes)
  execFileSync('pdftoppm', ['-r', '100', '-gray', file, path.join(folder, name)])
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(`${name}-`))
    .sort()
    .map((entry) => {
      const data = readFileSync(path.join(folder, entry))
      const [head = '', width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(data.subarray(0, 40).toString('latin1')) ?? []
      return { width: Number(width), height: Number(height), grey: data.subarray(head.length) }
    })
}

/** How much a pixel may be darker or lighter than anything within one pixel of its place: rounding makes that much. */
const ROUNDING = 96

/** Pixels that stand nowhere near in the other picture. Most are the same and are asked no further. */
function strays({ width, height, grey }: Picture, { grey: other }: Picture): number {
  let found = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const value = grey[at] ?? 0
      if (Math.abs(value - (other[at] ?? 0)) <= ROUNDING) continue
      let [darkest, lightest] = [255, 0]
      for (let down = -width; down <= width; down += width) {
        for (let right = -1; right <= 1; right++) {
          const near = other[at + down + right] ?? 0
          darkest = Math.min(darkest, near)
          lightest = Math.max(lightest, near)
        }
      }
      if (value < darkest - ROUNDING || value > lightest + ROUNDING) found++
    }
  }
  return found
}

const rare = mortgageTerms()
const terms = { ...rare, borrower: { ...rare.borrower, name: '测试𬱖𠮷㐂' } }

describe.runIf(missing.length === 0)('the patched engine', () => {
  it('draws what stock pdfmake draws, to the pixel', async () => {
    // The patches are for a whole thread: the pool's threads have them, this one has not.
    const fast = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
    const stock = expectOk(await createPdfPrinter(process.cwd(), { fast: false }))
    for (const paper of contractSet(terms)) {
      const meta = { ...CREATED, printing: { ...CREATED.printing, training: true } }
      const ours = pictures(expectOk(await fast.print(paper, meta)).bytes, `${paper.kind}-fast`)
      const theirs = pictures(expectOk(await stock.print(paper, meta)).bytes, `${paper.kind}-stock`)
      expect(ours.length, paper.kind).toBe(theirs.length)
      for (const [index, page] of ours.entries()) {
        expect(strays(page, theirs[index] ?? expect.fail()), `${paper.kind} page ${index + 1}`).toBe(0)
        expect(strays(theirs[index] ?? expect.fail(), page), `${paper.kind} page ${index + 1}`).toBe(0)
      }
    }
    await fast.close()
  })
})

describe.runIf(noValidator.length === 0)('the archive copy', () => {
  it('is PDF/A-1b to an independent validator: with rare names, in training, over many pages', async () => {
    const fast = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
    for (const paper of contractSet(terms)) {
      const file = path.join(folder, `${paper.kind}-a1b.pdf`)
      writeFileSync(file, expectOk(await fast.print(paper, { ...CREATED, printing: { ...CREATED.printing, training: true } })).bytes)
      expect(preflight(file), paper.kind).toBe('valid')
    }
    await fast.close()
  })
})
