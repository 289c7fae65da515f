import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { instant } from '../../../core/kernel/calendar.ts'
import type { Role, Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import type { KeyCost } from '../../../electron/services/key-slot.ts'
import { CaseFile } from '../../../scripts/demo/case-file.ts'
import { hirePerson } from '../../../scripts/demo/people.ts'
import { type DemoBranch, type DemoOptions, type StaffedBranch, setUpDemo, staffBranch } from '../../../scripts/demo/set-up.ts'
import { syntheticScan } from '../../../scripts/demo/synthetic-scan.ts'
import { layEmptyStore } from '../empty-store.ts'
import { enrolAlone } from './enrol-alone.ts'

export const appRoot = path.join(import.meta.dirname, '../../..')
export const casesFile = path.join(appRoot, 'scripts/demo/cases.json')
/** Argon2id at its cheapest: these tests are about lending, not about guessing passwords. */
export const CHEAP: KeyCost = { memoryKib: 8, passes: 1, lanes: 1 }
export const PASSWORD = 'Right-horse-9-battery'
const passwordOf = (): string => PASSWORD

/** A branch on disk, with staff, and a clock that the test moves. */
export interface TestBranch extends StaffedBranch {
  readonly folder: string
  readonly userData: string
  readonly cases: CaseFile
  /** A PDF of two pages that stands for any paper. */
  readonly scan: { readonly file: string; readonly bytes: Uint8Array }
  /** Moves the clock of the PC to nine in the morning of a day in China. */
  setDate(date: string): void
  /** Another person, signed in. */
  hire(staffNo: string, roles: readonly Role[]): Promise<Session>
  remove(): Promise<void>
}
/** A branch and the head office that enrolled it. */
export type WholeBank = TestBranch & DemoBranch

export const bundledCases = async (): Promise<CaseFile> => CaseFile.parse(JSON.parse(await readFile(casesFile, 'utf8')))

/** A branch whose enrolment is signed by keys of this moment: there is no head office, whose database takes a second to open and to lay aside. */
export const openTestBranch = (change?: ChangeFile, more?: Training): Promise<TestBranch> =>
  openIn(
    async (folder, file, options) => {
      const branch = await staffBranch(appRoot, path.join(folder, 'branch'), file, options)
      await enrolAlone(branch)
      return branch
    },
    change,
    more,
  )

/** A branch and a head office, for tests that ask head office something. */
export async function openWholeBank(change?: ChangeFile, more?: Training): Promise<WholeBank> {
  const bank = await openIn(
    (folder, file, options) => {
      layEmptyStore(path.join(folder, 'head-office'))
      return setUpDemo(appRoot, folder, file, options)
    },
    change,
    more,
  )
  return {
    ...bank,
    async remove() {
      await bank.headOffice.close()
      await bank.remove()
    },
  }
}

type ChangeFile = (file: CaseFile) => CaseFile
interface Training {
  readonly training?: boolean
}
type SetUp<Opened> = (folder: string, file: CaseFile, options: DemoOptions) => Promise<Opened>

async function openIn<Opened extends StaffedBranch>(
  setUp: SetUp<Opened>,
  change: ChangeFile = (file) => file,
  { training = false }: Training = {},
): Promise<TestBranch & Opened> {
  const folder = await mkdtemp(path.join(tmpdir(), 'usecases-'))
  const cases = change(await bundledCases())
  let time = Date.parse(`${cases.businessDate}T01:00:00.000Z`)
  const clock = makeClock(
    () => cases.businessDate,
    () => {
      time += 1000
      return time
    },
  )
  const branch = await setUp(folder, cases, { clock, keyCost: CHEAP, passwordOf, training })
  const { host, counter, administrator } = branch
  const paper = { itemId: 'D000', name: '资料', party: 'B', caseNo: 'SQ', pages: 2 }
  const { bytes } = expectOk(await syntheticScan(counter.printer, paper, instant('2026-11-23T01:00:00.000Z')))
  const scan = { file: path.join(folder, 'scan.pdf'), bytes }
  await writeFile(scan.file, bytes)
  return {
    ...branch,
    folder,
    userData: path.join(folder, 'branch'),
    cases,
    scan,
    setDate(date) {
      time = Date.parse(`${date}T01:00:00.000Z`)
    },
    hire: (staffNo, roles) => hirePerson(host, counter, administrator, { staffNo, staffName: `测试 ${staffNo}`, roles, password: PASSWORD }),
    async remove() {
      // A test may have closed it, to reopen the branch.
      await host.close().catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
