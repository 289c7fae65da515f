import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadPacks, packFor } from '../../../electron/services/packs.ts'
import { loadReference } from '../../../electron/services/reference-data.ts'
import { readAhead } from '../../../electron/services/yaml-file.ts'

const TEMPLATES = join(import.meta.dirname, '../../../templates')
const CHECKLIST = 'checklists/first-loan.v1.yaml'
const MORTGAGE = 'products/ind-consume-mortgage.yaml'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packs-'))
  for (const part of ['checklists', 'scorecards', 'parameters', 'products', 'clauses']) await cp(join(TEMPLATES, part), join(folder, part), { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Loads with one place of one file changed; the details of the refusal, with the text of the line it names. */
async function refusalAfter(file: string, from: string, to: string) {
  const text = await readFile(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  const broken = text.replace(from, to)
  await writeFile(join(folder, file), broken)
  const loaded = await loadPacks(folder)
  if (loaded.ok) throw new Error('the broken pack was loaded')
  return { code: loaded.error.code, ...loaded.error.details, text: broken.split('\n')[Number(loaded.error.details.line) - 1] }
}

describe('the data packs of the release', () => {
  it('load, and each product finds its checklist, scorecard and parameters', async () => {
    const packs = expectOk(await loadPacks(TEMPLATES))
    const kinds = ['COOP', 'FARM', 'IND-BIZ', 'IND-CONSUME', 'SME-WC']
    const securities = ['CREDIT', 'GUARANTEE', 'MORTGAGE', 'PLEDGE', 'VEHICLE']
    expect([...packs.products.keys()].toSorted()).toEqual(kinds.flatMap((kind) => securities.map((security) => `${kind}-${security}`)))
    for (const code of packs.products.keys()) {
      const pack = packFor(packs, code)
      expect(pack?.scorecard.version).toBe(pack?.product.scorecard)
      expect(pack?.checklist.items.map((item) => item.id)).toContain('D710')
    }
    expect(packFor(packs, 'SME-WC-BARGE')).toBeUndefined()
  })
})

describe('the data files that the build read ahead', () => {
  it('give the same packs and tables as their texts', async () => {
    const names = (await readdir(TEMPLATES, { recursive: true })).filter((name) => name.endsWith('.yaml'))
    const written = JSON.stringify(readAhead(await Promise.all(names.map((name) => readFile(join(TEMPLATES, name), 'utf8')))))
    const before = JSON.parse(written)
    expect(Object.keys(before)).toHaveLength(names.length)
    expect(await loadPacks(TEMPLATES, [], before)).toEqual(await loadPacks(TEMPLATES))
    expect(await loadReference(TEMPLATES, before)).toEqual(await loadReference(TEMPLATES))
  })
})

describe('a new version of a product', () => {
  it('is offered from then on, while cases decided under the old one still find it', async () => {
    const text = await readFile(join(folder, MORTGAGE), 'utf8')
    await writeFile(join(folder, 'products/a-later-one.yaml'), text.replace('MORTGAGE@1', 'MORTGAGE@10').replace('maxMonths: 60', 'maxMonths: 48'))
    const packs = expectOk(await loadPacks(folder))
    expect(packFor(packs, 'IND-CONSUME-MORTGAGE')?.product.tenor.maxMonths).toBe(48)
    expect(packFor(packs, 'IND-CONSUME-MORTGAGE@1')?.product.tenor.maxMonths).toBe(60)
  })
})

describe('a broken data pack', () => {
  it('names the predicate nobody knows', async () => {
    const refusal = await refusalAfter(CHECKLIST, 'when: [MARRIED]', 'when: [MARIED]')
    expect(refusal).toMatchObject({ code: 'DATA_FILE_INVALID', file: CHECKLIST, reason: 'unknown predicate MARIED', text: '    when: [MARIED]' })
  })

  it('names the predicate nobody knows among alternatives', async () => {
    const refusal = await refusalAfter(CHECKLIST, 'any: [SINGLE, DIVORCED', 'any: [SINGLE, DIVORCE')
    expect(refusal).toMatchObject({ reason: 'unknown predicate DIVORCE', text: expect.stringContaining('any: [SINGLE, DIVORCE') })
  })

  it('names the item that stands twice', async () => {
    const refusal = await refusalAfter(CHECKLIST, '- id: D102', '- id: D101')
    expect(refusal).toMatchObject({ file: CHECKLIST, reason: 'duplicate item D101', text: '  - id: D101', path: 'items.1.id' })
  })

  it('names the stage that does not exist', async () => {
    const refusal = await refusalAfter(CHECKLIST, 'stage: SURVEY', 'stage: VISIT')
    expect(refusal).toMatchObject({ file: CHECKLIST, text: '    stage: VISIT', reason: expect.stringContaining('INTAKE') })
  })

  it('names the signer, form or checkpoint that does not exist', async () => {
    expect(await refusalAfter(CHECKLIST, 'signers: [T]', 'signers: [X]')).toMatchObject({ text: '    signers: [X]', column: 15 })
    await cp(join(TEMPLATES, CHECKLIST), join(folder, CHECKLIST))
    expect(await refusalAfter(CHECKLIST, 'at: [DISBURSEMENT] }', 'at: [LATER] }')).toMatchObject({ text: expect.stringContaining('LATER') })
  })

  it('is a product whose checklist, scorecard or parameters are missing', async () => {
    for (const [key, version] of [
      ['checklist', 'FIRST-LOAN@1'],
      ['scorecard', 'FL-IND-1@1'],
      ['parameters', 'PARAM@1'],
    ] as const) {
      await cp(join(TEMPLATES, MORTGAGE), join(folder, MORTGAGE))
      expect(await refusalAfter(MORTGAGE, `${key}: ${version}`, `${key}: GONE@9`)).toMatchObject({
        file: MORTGAGE,
        path: key,
        reason: `no ${key} GONE@9`,
        text: `${key}: GONE@9`,
      })
    }
  })

  it('is a product with a purpose off the closed list, or a mortgage without its contract', async () => {
    expect(await refusalAfter(MORTGAGE, 'DECORATION', 'HOUSE_PURCHASE')).toMatchObject({ reason: 'unknown purpose HOUSE_PURCHASE' })
    await cp(join(TEMPLATES, MORTGAGE), join(folder, MORTGAGE))
    expect(await refusalAfter(MORTGAGE, 'mortgage-contract.v1', 'null')).toMatchObject({ path: 'contracts.MORTGAGE_CONTRACT' })
  })

  it('is a checklist without the papers that the lifecycle asks for by name', async () => {
    expect(await refusalAfter(CHECKLIST, '- id: D204', '- id: D299')).toMatchObject({ path: 'checklist', reason: expect.stringContaining('lacks D204') })
  })

  it('is a version that two files claim', async () => {
    await cp(join(folder, CHECKLIST), join(folder, 'checklists/second.yaml'))
    const loaded = await loadPacks(folder)
    expect(loaded).toMatchObject({
      ok: false,
      error: { details: { file: 'checklists/second.yaml', path: 'version', reason: `FIRST-LOAN@1 stands in ${CHECKLIST} already` } },
    })
  })
})
