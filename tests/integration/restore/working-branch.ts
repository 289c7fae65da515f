import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { instant } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { readMigrations } from '../../../db/migration-files.ts'
import { liveFolder } from '../../../electron/open-counter.ts'
import { type OpenHost, openHost } from '../../../electron/open-host.ts'
import { makeClock, steppingTime } from '../../../electron/services/clock.ts'
import { loadPacks } from '../../../electron/services/packs.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { backUp } from '../../../electron/usecases/people/make-backup.ts'
import { type RestoreRequest, restoreBranch } from '../../../electron/usecases/people/restore-branch.ts'
import { setUpBranch } from '../../../electron/usecases/people/set-up-branch.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { carryCase } from '../../../scripts/demo/carry-case.ts'
import { ADMINISTRATOR, hireStaff, type Staff } from '../../../scripts/demo/people.ts'
import { readCaseFile } from '../../../scripts/demo/read-case-file.ts'
import { stepsOf } from '../../../scripts/demo/step.ts'
import { layEmptyStore } from '../empty-store.ts'
import { osUser, TEST_COST } from '../keys/test-keys.ts'

export const APP_ROOT = path.join(import.meta.dirname, '../../..')
const CASES = path.join(APP_ROOT, 'scripts/demo/cases.json')
export const NOW = instant('2026-11-23T12:00:00.000Z')
export const passwordOf = (staffNo: string): string => `Right-Horse-${[...staffNo].reverse().join('_')}`

export async function newFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'restore-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Opens the application on a data folder; each PC has another OS user, so a slot bound to one never opens on the other. */
export async function openOn(userData: string, pc: number): Promise<OpenHost> {
  const clock = makeClock(() => null, steppingTime(instant(`2026-11-23T0${pc}:00:00.000Z`), 1000))
  return expectOk(await openHost({ appRoot: APP_ROOT, userData, version: '0.1.0', clock, osStore: osUser(pc), keyCost: TEST_COST }))
}

export interface WorkingBranch {
  readonly host: OpenHost
  readonly counter: Counter
  readonly administrator: Session
  readonly staff: Staff
  readonly recoveryCode: string
}

/** A branch of ten people on a PC of its own. */
export async function setUpWorking(userData: string, code = '110199'): Promise<WorkingBranch> {
  const host = await openOn(userData, 1)
  const file = await readCaseFile(CASES, expectOk(await loadPacks(path.join(APP_ROOT, 'templates'))))
  const password = passwordOf(ADMINISTRATOR.staffNo)
  const { bankName, branchName, address, phone } = file.branch
  const branch = { branchCode: code, bankName, branchName, address, phone, managerName: '陈国栋', businessDate: file.businessDate }
  const { recoveryCode } = expectOk(await setUpBranch(host, { ...branch, administrator: { ...ADMINISTRATOR, password } }))
  const { counter, session } = expectOk(await signIn(host, { staffNo: ADMINISTRATOR.staffNo, password }))
  return { host, counter, administrator: session, staff: await hireStaff(host, counter, session, passwordOf), recoveryCode }
}

/** A head office in `folder` that has enrolled the branch. */
export async function enrolAt(folder: string, { counter, administrator }: WorkingBranch): Promise<HeadOffice> {
  layEmptyStore(folder)
  expectOk(await initHeadOffice(folder, 'Head Office'))
  const headOffice = expectOk(await openHeadOffice(folder))
  const enrolment = Buffer.from(expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter)))).text)
  expectOk(await installEnrolment(counter, administrator, enrolment, headOffice.fingerprint))
  return headOffice
}

/** Carries one of the bundled cases as far as it goes. */
export async function carryOne({ counter, staff }: Pick<WorkingBranch, 'counter' | 'staff'>, index: number): Promise<string> {
  const file = await readCaseFile(CASES, counter.packs)
  const entry = file.cases[index]
  if (!entry) throw new Error('no such case')
  const run = stepsOf(entry.id, () => undefined)
  const body = { productCode: entry.application.productCode, body: entry.application }
  const { caseId } = await run('open', openCase(counter, staff.teller, body))
  const desk = {
    counter,
    tray: makeScanTray(),
    seenBy: [staff.teller, staff.officer],
    entry,
    caseId,
    folder: path.dirname(CASES),
    today: file.businessDate,
    run,
  }
  await carryCase(desk, staff)
  return caseId
}

/** The folder of a backup made now. */
export async function backUpNow({ counter, administrator }: Pick<WorkingBranch, 'counter' | 'administrator'>): Promise<string> {
  return path.join(counter.folders.backups, expectOk(await backUp(counter, administrator)).folder)
}

export async function requestFor(backup: string, userData: string, over: Partial<RestoreRequest> = {}): Promise<RestoreRequest> {
  const known = await readMigrations(path.join(APP_ROOT, 'db/migrations'))
  const secret = { staffNo: 'B0401', password: passwordOf('B0401') }
  const place = { liveFolder: liveFolder(userData), databaseName: 'branch.sqlite' }
  return { backup, secret, ...place, schemaVersion: known.at(-1)?.version ?? 0, now: NOW, terminal: 'PC-2', ...over }
}

export const restoreTo = async (backup: string, userData: string, over: Partial<RestoreRequest> = {}) => restoreBranch(await requestFor(backup, userData, over))
