import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { moveCase, packImpact } from '../../../electron/usecases/sync/pack-impact.ts'
import { sendPack } from './publish.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { attempt, SMALL_LOAN, startSmall, stateOf, versionOf, type Walk, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const small = (): Promise<Walk> => startSmall(branch)
const packOf = async ({ caseId }: Walk) =>
  (await branch.counter.database.read(async (reader) => expectOk(await openCaseFile(branch.counter, reader, caseId)))).pack
const impactOn = async ({ caseId }: Walk) => (await packImpact(branch.counter)).find((one) => one.caseId === caseId)
const today = (): string => branch.cases.businessDate

describe('an LPR that head office publishes', () => {
  const table = (rows: readonly string[]) => [{ name: 'lpr.yaml', text: `lpr:\n${rows.map((row) => `  - ${row}`).join('\n')}\n` }]
  const EARLIER = '{ publishedOn: 2026-07-20, oneYear: 30000, fiveYear: 35000 }'

  it('is the rate base of the next contract, while a case under way keeps its own until a manager moves it', async () => {
    const before = await small()
    await walkTo(before, 'confirm')
    const standing = await sendPack(branch, 'LPR', 1, today(), table([EARLIER, `{ publishedOn: ${today()}, oneYear: 28000, fiveYear: 33000 }`]))
    expect(standing).toMatchObject({ state: 'IN_FORCE', reason: null })

    const after = await small()
    await walkTo(after, 'drawUp')
    const contract = await branch.counter.database.read((reader) => latestContract(reader, branch.counter.vault, after.caseId))
    expect(contract?.terms.loan.rate).toMatchObject({ lprRate: 28000, lprDate: today() })

    expect((await packOf(before)).parameters.lpr.at(-1)?.oneYear).toBe(30000)
    const impact = await impactOn(before)
    expect(impact).toMatchObject({ from: 'PARAM@2', to: 'LPR@1', movable: true })
    const [change] = impact?.why.filter(({ what }) => what === 'RATE') ?? []
    expect(Number(change?.before) - Number(change?.after)).toBe(2000)
    expect(await impactOn(after)).toBeUndefined()
    expectOk(await moveCase(branch.counter, branch.staff.manager, { ...(await versionOf(before)), reason: '客户要求' }))
    expect((await packOf(before)).parameters.lpr.at(-1)?.oneYear).toBe(28000)
    expect(await impactOn(before)).toBeUndefined()
  })

  it('that says nothing for today is refused with its file and line, and the table before stays', async () => {
    const refused = await sendPack(branch, 'LPR', 2, today(), table(['{ publishedOn: 2099-01-20, oneYear: 10000, fiveYear: 10000 }']))
    expect(refused).toMatchObject({ state: 'REFUSED', reason: expect.stringMatching(/DATA_FILE_INVALID LPR\.2\/lpr\.yaml .*no LPR published on or before/) })
    expect([...branch.counter.packs.tables.lpr.keys()]).toEqual(['LPR@1'])
  })
})

describe('a letter of authority that head office publishes', () => {
  const LINES = ['IND_CONSUME', 'IND_BIZ', 'SME_WC', 'AGRI']
  const row = (limit: number, lines = LINES): string => `{ ${lines.map((line) => `${line}: ${limit}`).join(', ')} }`
  const level = (limit: number, lines?: string[]): string =>
    ['CREDIT', 'GUARANTEE', 'MORTGAGE_RE', 'MORTGAGE_VEH', 'PLEDGE'].map((mode) => `    ${mode}: ${row(limit, lines)}`).join('\n')
  const letter = (branchFen: number, lines?: string[]) => [
    { name: 'authority.yaml', text: `authority:\n  branch:\n${level(branchFen, lines)}\n  headOfficeDepartment:\n${level(500_000_000, lines)}\n` },
  ]

  it('with a lower limit sends the next decision up at once, of a case under way too', async () => {
    const under = await small()
    await walkTo(under, 'review')
    expect(await sendPack(branch, 'AUTHORITY', 1, today(), letter(SMALL_LOAN - 1))).toMatchObject({ state: 'IN_FORCE' })
    expect(await impactOn(under)).toMatchObject({
      to: 'AUTHORITY@1',
      why: [{ what: 'AUTHORITY', item: null, before: 'BRANCH', after: 'HEAD_OFFICE_DEPARTMENT' }],
    })
    expect(await attempt(under, 'decide', branch.staff.manager)).toMatchObject({ ok: false, error: { code: 'AUTHORITY_EXCEEDED' } })

    const after = await small()
    await walkTo(after, 'review')
    expect(await attempt(after, 'decide', branch.staff.manager)).toMatchObject({ ok: false, error: { code: 'AUTHORITY_EXCEEDED' } })
  })

  it('with a higher limit holds for cases opened from then on; one under way keeps the lower it began with', async () => {
    const before = await small()
    await walkTo(before, 'review')
    expect(await sendPack(branch, 'AUTHORITY', 2, today(), letter(900_000_000))).toMatchObject({ state: 'IN_FORCE' })
    expect(await attempt(before, 'decide', branch.staff.manager)).toMatchObject({ ok: false, error: { code: 'AUTHORITY_EXCEEDED' } })
    const after = await small()
    await walkTo(after, 'decide')
    expect(await stateOf(after)).toBe('APPROVAL')
  })

  it('that leaves out a line the branch lends on is refused, and the letter before stays', async () => {
    const refused = await sendPack(branch, 'AUTHORITY', 3, today(), letter(900_000_000, ['IND_CONSUME', 'IND_BIZ']))
    expect(refused).toMatchObject({ state: 'REFUSED', reason: expect.stringContaining('no authority.branch.CREDIT') })
    expect([...branch.counter.packs.tables.authority.keys()].at(-1)).toBe('AUTHORITY@2')
  })
})
