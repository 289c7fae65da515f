import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { createPdfPool } from '../../../electron/services/pdf-pool.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { goldenSets } from '../../fixtures/paper/golden-papers.ts'
import { dataOf, keptData, keptPictures, keptTexts, keyOf, picturesOf, textsOf } from '../../fixtures/paper/golden-store.ts'
import { differingFields, drawPages } from '../../fixtures/paper/page-picture.ts'
import { printOk } from '../../fixtures/paper/printer.ts'

/** In `npm test` every 17th set: each type and each repayment once or more. `npm run test:full` prints them all. */
const STEP = process.env.TEST_FULL ? 1 : 17
const drawn = spawnSync('pdftoppm', ['-v']).error === undefined
if (!drawn) console.log('not run here: the pictures of the golden papers: pdftoppm (poppler-utils) not installed')

const sets = goldenSets()
const kept = { data: keptData(), texts: keptTexts(), pictures: keptPictures() }
let printer: PdfPrinter
beforeAll(async () => {
  printer = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
})
afterAll(() => printer.close())

describe('the golden loans', () => {
  it('are at least eighty, of every type on every guarantee, and name what is kept of each', () => {
    expect(combinations().length).toBeGreaterThanOrEqual(80)
    expect(Object.keys(kept.data)).toEqual(sets.map(({ name }) => name))
    expect(Object.keys(kept.texts)).toEqual(Object.keys(kept.data))
    expect(Object.keys(kept.pictures)).toEqual(Object.keys(kept.data))
  })

  it.each(sets.filter((_, at) => at % STEP === 0).map((set) => [set.name, set] as const))(
    '%s: prints the data, the texts and the pages that were looked at (else `node scripts/goldens.ts`, and look again)',
    async (name, set) => {
      const data: Record<string, string> = {}
      for (const paper of set.papers()) {
        const { bytes, pages } = await printOk(printer, paper)
        const key = keyOf(paper)
        data[key] = dataOf(paper, pages)
        expect(await textsOf(bytes), key).toEqual(kept.texts[name]?.[key])
        if (!drawn) continue
        const pictures = picturesOf(await drawPages(bytes))
        const differing = pictures.map((one, page) => differingFields(one, kept.pictures[name]?.[key]?.[page] ?? new Uint8Array()))
        expect(differing, `${key}: fields of each page that look otherwise`).toEqual(pictures.map(() => 0))
      }
      expect({ figures: set.figures, papers: data }).toEqual(kept.data[name])
    },
  )
})
