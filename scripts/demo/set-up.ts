import path from 'node:path'
import { instant } from '../../core/kernel/calendar.ts'
import type { Session } from '../../core/kernel/people.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { type OpenHost, openHost } from '../../electron/open-host.ts'
import { type Clock, makeClock, steppingTime } from '../../electron/services/clock.ts'
import type { KeyCost } from '../../electron/services/key-slot.ts'
import { BRANCH_COST } from '../../electron/services/key-slots.ts'
import { noOsKeyStore } from '../../electron/services/os-key-store.ts'
import { installEnrolment, keyRequest } from '../../electron/usecases/batch/enrol-branch.ts'
import type { Counter } from '../../electron/usecases/counter.ts'
import { setUpBranch } from '../../electron/usecases/people/set-up-branch.ts'
import { signIn } from '../../electron/usecases/people/sign-in.ts'
import type { HeadOffice } from '../../headoffice/head-office.ts'
import type { CaseFile } from './case-file.ts'
import { openDemoOffice, randomPassword } from './office.ts'
import { ADMINISTRATOR, hireStaff, type Staff } from './people.ts'

export interface StaffedBranch {
  readonly host: OpenHost
  readonly counter: Counter
  readonly administrator: Session
  readonly staff: Staff
}
export interface DemoBranch extends StaffedBranch {
  readonly headOffice: HeadOffice
}

export interface DemoOptions {
  readonly clock?: Clock
  /** Lower than a branch's only in tests. */
  readonly keyCost?: KeyCost
  readonly passwordOf?: (staffNo: string) => string
  readonly training?: boolean
}

/** Sets up a branch in `userData` and hires its staff; no head office knows it yet. */
export async function staffBranch(appRoot: string, userData: string, file: CaseFile, options: DemoOptions = {}): Promise<StaffedBranch> {
  // The clock starts at nine in the morning of the business date and moves a second a look, so that runs repeat.
  const { clock = makeClock(() => file.businessDate, steppingTime(instant(`${file.businessDate}T01:00:00.000Z`), 1000)) } = options
  const { keyCost = BRANCH_COST, passwordOf = randomPassword, training = false } = options
  const host = expectOk(await openHost({ appRoot, userData, version: '0.1.0', clock, osStore: noOsKeyStore, keyCost, training }))
  const password = passwordOf(ADMINISTRATOR.staffNo)
  const { code, bankName, branchName, address, phone } = file.branch
  expectOk(
    await setUpBranch(host, {
      branchCode: code,
      bankName,
      branchName,
      managerName: '陈国栋',
      address,
      phone,
      businessDate: file.businessDate,
      administrator: { ...ADMINISTRATOR, password },
    }),
  )
  const { counter, session } = expectOk(await signIn(host, { staffNo: ADMINISTRATOR.staffNo, password }))
  const passwords = new Map<string, string>()
  const staff = await hireStaff(host, counter, session, (staffNo) => {
    const made = passwords.get(staffNo) ?? passwordOf(staffNo)
    passwords.set(staffNo, made)
    return made
  })
  return { host, counter, administrator: session, staff }
}

/** Head office signs the branch's key file, and the branch takes the enrolment in, as with a stick. */
export async function enrolByFile({ counter, administrator }: StaffedBranch, headOffice: HeadOffice): Promise<void> {
  const enrolment = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(enrolment.text), enrolment.fingerprint))
}

/** Sets up a branch and a head office in `out`, enrols one with the other and hires the staff. */
export async function setUpDemo(appRoot: string, out: string, file: CaseFile, options: DemoOptions = {}): Promise<DemoBranch> {
  const branch = await staffBranch(appRoot, path.join(out, 'branch'), file, options)
  const headOffice = await openDemoOffice(path.join(out, 'head-office'), `${file.branch.bankName}总行`)
  await enrolByFile(branch, headOffice)
  return { ...branch, headOffice }
}
