import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type PackFault, packFaultOf } from '../../../core/batch/pack-fault.ts'
import type { PackKind } from '../../../core/batch/reference-pack.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import { loadReference, referenceWith } from '../../../electron/services/reference-data.ts'
import { reasonOf } from '../../../electron/usecases/sync/reference-data.ts'

const templates = join(import.meta.dirname, '../../../templates')
const text = (file: string): Promise<string> => readFile(join(templates, file), 'utf8')

/** What a branch keeps of why it refused a file, read back. */
async function faultOf(kind: PackKind, name: string, content: string) {
  const loaded = await loadPacks(templates, [{ kind, version: 2, name: `${kind}.2/${name}`, text: content }])
  const whole = loaded.ok ? referenceWith(await own(), loaded.value) : loaded
  if (whole.ok) throw new Error('the file was taken')
  return packFaultOf(reasonOf(whole.error))
}
async function own() {
  const loaded = await loadReference(templates)
  if (!loaded.ok) throw new Error(loaded.error.code)
  return loaded.value
}

const changed = async (file: string, ...changes: readonly (readonly [string, string])[]): Promise<string> => {
  let content = await text(file)
  for (const [from, to] of changes) {
    expect(content.includes(from), from).toBe(true)
    content = content.replaceAll(from, to)
  }
  return content
}
const product = (...changes: readonly (readonly [string, string])[]): Promise<string> =>
  changed('products/farm-credit.yaml', ['FARM-CREDIT@1', 'FARM-CREDIT@2'], ...changes)
const checklist = (...changes: readonly (readonly [string, string])[]): Promise<string> =>
  changed('checklists/first-loan.v2.yaml', ['FIRST-LOAN@2', 'FIRST-LOAN@3'], ...changes)
const scorecard = (...changes: readonly (readonly [string, string])[]): Promise<string> =>
  changed('scorecards/fl-agri-1.yaml', ['FL-AGRI-1@1', 'FL-AGRI-1@2'], ...changes)

it('each way the loader refuses a file of head office is told in words of its own, with the place', async () => {
  const cases: readonly (readonly [PackFault, PackKind, string, string, object])[] = [
    ['UNREADABLE', 'LPR', 'lpr.yaml', 'lpr: [', { pack: { kind: 'LPR', version: 2 }, file: 'lpr.yaml', line: 1 }],
    ['UNREADABLE', 'RISK_LISTS', 'bank.ndjson', '{"a"', { line: 1 }],
    [
      'NOT_EXPECTED',
      'PRODUCTS',
      'p.yaml',
      await product(['useProofAlways: true', 'useProofAlways: true\nrate: 3']),
      { text: '"rate"', path: 'rate', line: 26 },
    ],
    ['LEFT_OUT', 'LPR', 'lpr.yaml', '{}', { path: 'lpr' }],
    ['NOT_ALLOWED', 'LPR', 'lpr.yaml', 'lpr: many', { path: 'lpr' }],
    ['CALLED_TWICE', 'LPR', 'lpr.yaml', 'lpr: []\nlpr: []\n', {}],
    ['VERSION_TAKEN', 'PRODUCTS', 'p.yaml', await changed('products/farm-credit.yaml', ['maxMonths: 60', 'maxMonths: 12']), { text: 'FARM-CREDIT@1' }],
    ['NAMED_NOWHERE', 'PRODUCTS', 'p.yaml', await product(['FIRST-LOAN@2', 'NONE@1']), { text: 'NONE@1', path: 'checklist', line: 12 }],
    ['NAME_UNKNOWN', 'PRODUCTS', 'p.yaml', await product(['LIVESTOCK', 'HORSES']), { text: 'HORSES', path: 'purposeCodes.1' }],
    ['OUT_OF_RANGE', 'PRODUCTS', 'p.yaml', await product(['maxMonths: 60', 'maxMonths: 6000']), { path: 'tenor.maxMonths' }],
    ['NAME_UNKNOWN', 'CHECKLISTS', 'c.yaml', await checklist(['[PERSON, MARRIED]', '[PERSON, WED]']), { text: 'WED' }],
    ['CALLED_TWICE', 'CHECKLISTS', 'c.yaml', await checklist(['id: D104', 'id: D103']), { text: 'D103' }],
    ['BINS', 'SCORECARDS', 's.yaml', await scorecard(['maxPoints: 98', 'maxPoints: 97']), { path: 'maxPoints' }],
    ['NAME_UNKNOWN', 'CLAUSES', 'k.yaml', await changed('clauses/loan-contract.v4.yaml', ['{', '{no-']), {}],
    ['REGION_UNKNOWN', 'REGIONS', 'r.json', '{"regions":[{"code":"110199","name":"x","successor":"999999"}]}', { text: '110199' }],
    ['YEARS_APART', 'CALENDAR', 'y.json', '{"year":2030,"holidays":[],"workdays":[]}', { pack: { kind: 'CALENDAR', version: null }, file: '', line: null }],
    ['DAY_OF_OTHER_YEAR', 'CALENDAR', 'y.json', '{"year":2027,"holidays":["2026-01-01"],"workdays":[]}', { file: 'y.json' }],
  ]
  for (const [fault, kind, name, content, at] of cases) {
    const found = await faultOf(kind, name, content).catch((error: unknown) => String(error))
    expect.soft(found, `${fault} ${name}`).toMatchObject({ fault, ...at })
  }
})

it('what two packs say against each other names what is lacking, and a file of the program is told from one of head office', () => {
  const fault = (reason: string) => packFaultOf(`DATA_FILE_INVALID ${reason}`)
  expect(fault('LPR.2/lpr.yaml 1 lpr no LPR published on or before 2026-01-19')).toMatchObject({ fault: 'LPR_TOO_LATE', text: '2026-01-19' })
  expect(fault('products/farm-credit.yaml 12 checklist FIRST-LOAN@3 lacks D201 D706, which the lifecycle asks for')).toMatchObject({
    fault: 'ITEMS_LACKING',
    text: 'D201 D706',
    pack: null,
    file: 'products/farm-credit.yaml',
  })
  expect(fault('PRODUCTS.1/p.yaml 14 parameters PARAM@3 has no age.maxAtMaturity for AGRI')).toMatchObject({
    fault: 'FIGURES_LACKING',
    text: 'age.maxAtMaturity',
  })
  expect(fault('AUTHORITY.1/a.yaml 1 authority no authority.branch.CREDIT for AGRI, which FARM-CREDIT@1 needs')).toMatchObject({ fault: 'FIGURES_LACKING' })
  expect(fault('LPR.2/b.yaml 1  a table is one file')).toMatchObject({ fault: 'ONE_FILE', file: 'b.yaml' })
  expect(fault('PRODUCTS.1/p.yaml 14 amount.maxFen maxFen is below minFen')).toMatchObject({ fault: 'LIMITS_CROSSED', path: 'amount.maxFen', line: 14 })
  expect(fault('PARAMETERS.1/p.yaml 14 limitStepFen STEP_ZERO')).toMatchObject({ fault: 'OTHER', path: 'limitStepFen', line: 14 })
  expect(packFaultOf('PACK_OF_LATER_RELEASE')).toBeNull()
})
