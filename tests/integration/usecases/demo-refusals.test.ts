import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import { CaseFileInvalid, readCaseFile } from '../../../scripts/demo/read-case-file.ts'
import { runDemo } from './run-demo.ts'
import { appRoot, casesFile } from './test-branch.ts'

type Tree = { [key: string]: Tree } & Tree[]
let folder: string
let bundled: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'demo-'))
  bundled = await readFile(casesFile, 'utf8')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
/** The bundled file with one change, written down. */
async function changed(change: (file: Tree) => void): Promise<string> {
  const file: Tree = JSON.parse(bundled)
  change(file)
  const name = path.join(folder, `cases-${++files}.json`)
  await writeFile(name, JSON.stringify(file))
  return name
}
/** Writes any value at a path of a case file. */
const put = (keys: string, value: unknown) => (file: Tree) => {
  const names = keys.split('.')
  const last = names.pop() ?? ''
  const target = names.reduce<Tree>((inner, name) => inner[name] as Tree, file)
  Reflect.set(target, last, value)
}

const FAULTS: readonly [title: string, change: (file: Tree) => void, caseId: string, field: string, reason: RegExp][] = [
  ['an unknown field', put('cases.0.application.borrower.nickname', 'x'), 'mortgage-1', 'application.borrower', /nickname/],
  ['a wrong check digit', put('cases.1.application.borrower.idNumber', '330199198502150035'), 'sole-trader-1', 'application.borrower.idNumber', /ID_CHECK/],
  ['an id that stands twice', put('cases.2.id', 'mortgage-1'), 'mortgage-1', 'id', /twice/],
  ['a mortgage without its registration', put('cases.0.registration', null), 'mortgage-1', 'registration', /REQUIRED/],
  [
    'an amount of 10^12 + 1 fen',
    put('cases.0.application.loan.amountFen', 1_000_000_000_001),
    'mortgage-1',
    'application.loan.amountFen',
    /AMOUNT_ABOVE_LIMIT/,
  ],
  ['a decided amount of 10^12 + 1 fen', put('cases.0.decision.amountFen', 1_000_000_000_001), 'mortgage-1', 'decision.amountFen', /AMOUNT_ABOVE_LIMIT/],
  ['a private-use character in a name', put('cases.0.application.borrower.name', '测试\uE629'), 'mortgage-1', 'application.borrower.name', /NAME_PRIVATE_USE/],
  ['a date that never was', put('cases.1.survey.visit.visitedOn', '2026-02-30'), 'sole-trader-1', 'survey.visit.visitedOn', /DATE_INVALID/],
  [
    'a scan that is not there',
    put('cases.1.papers.scans', [{ itemId: 'D101', party: 'B', file: 'nowhere.pdf' }]),
    'sole-trader-1',
    'papers.scans',
    /nowhere\.pdf/,
  ],
  [
    'a scan that is no scan',
    put('cases.1.papers.scans', [{ itemId: 'D101', party: 'B', file: 'cases-1.json' }]),
    'sole-trader-1',
    'papers.scans',
    /SCAN_NOT_A_SCAN/,
  ],
  [
    'a party that stands twice, as borrower and as guarantor',
    (file) => {
      const { name, idType, idNumber, idIssuedOn, idExpiresOn, phone, address } = file.cases?.[0]?.application?.borrower ?? ({} as Tree)
      const guarantor = {
        name,
        idType,
        idNumber,
        idIssuedOn,
        idExpiresOn,
        phone,
        address,
        maritalStatus: 'SINGLE',
        spouse: null,
        monthlyIncomeFen: 500_000,
        relation: '本人',
      }
      put('cases.0.application.guarantors', [guarantor])(file)
    },
    'mortgage-1',
    'application.guarantors.0.idNumber',
    /SAME_PERSON/,
  ],
  ['an item that no checklist has', put('cases.1.papers.missingAtFirst', [{ itemId: 'D999', party: 'B' }]), 'sole-trader-1', 'papers.missingAtFirst', /D999/],
]

describe('a bad case file', () => {
  it.each(FAULTS)('with %s is refused naming case, field and reason', async (_title, change, caseId, field, reason) => {
    const packs = expectOk(await loadPacks(path.join(appRoot, 'templates')))
    const refused = await readCaseFile(await changed(change), packs).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(CaseFileInvalid)
    const { problems } = refused as CaseFileInvalid
    const found = problems.find((problem) => problem.case === caseId && problem.field.startsWith(field))
    expect(found, JSON.stringify(problems)).toBeDefined()
    expect(found?.reason).toMatch(reason)
  })
})

describe('npm run demo', () => {
  it.each([
    ['a wrong check digit', async () => changed(FAULTS[1]?.[1] ?? (() => undefined)), /case sole-trader-1, field application\.borrower\.idNumber: ID_CHECK/],
    [
      'a file that is not JSON',
      async () => {
        const name = path.join(folder, 'broken.json')
        await writeFile(name, bundled.slice(0, 1000))
        return name
      },
      /not JSON/,
    ],
    ['a file that is not there', async () => path.join(folder, 'none.json'), /cannot be read/],
  ])('exits 1 on %s and leaves no folder behind', async (_title, file, words) => {
    const out = path.join(folder, `out-${++files}`)
    const run = await runDemo('--cases', await file(), '--out', out)
    expect(run.code).toBe(1)
    expect(run.err).toMatch(words)
    expect(existsSync(out)).toBe(false)
  })

  it('refuses a folder that is not empty and touches nothing in it', async () => {
    const out = path.join(folder, 'full')
    await mkdir(out)
    await writeFile(path.join(out, 'mine.txt'), 'mine')
    const run = await runDemo('--out', out)
    expect(run.code).toBe(1)
    expect(run.err).toContain('is not empty')
    expect(await readFile(path.join(out, 'mine.txt'), 'utf8')).toBe('mine')
    expect(existsSync(path.join(out, 'branch'))).toBe(false)
  })

  it('names case and step when a step is refused, and exits 1', async () => {
    const file = await changed((tree) => {
      put('cases', [(tree.cases as Tree)[1]])(tree)
      put('cases.0.decision.amountFen', 999_999_999)(tree)
    })
    const run = await runDemo('--cases', file, '--out', path.join(folder, `out-${++files}`))
    expect(run.code).toBe(1)
    expect(run.err).toMatch(/case sole-trader-1, step decide: (AMOUNT_ABOVE_LIMIT|AUTHORITY_EXCEEDED)/)
  })
})
