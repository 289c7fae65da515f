import { randomBytes } from 'node:crypto'
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
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../headoffice/head-office.ts'
import type { CaseFile } from './case-file.ts'
import { ADMINISTRATOR, hireStaff, type Staff } from './people.ts'

export interface DemoBranch {
  readonly host: OpenHost
  readonly counter: Counter
  readonly administrator: Session
  readonly staff: Staff
  readonly headOffice: HeadOffice
}

/** A password nobody needs to remember: random, of all four classes. */
const randomPassword = (): string => `Aa1-${randomBytes(12).toString('base64url')}`

export interface DemoOptions {
  readonly clock?: Clock
  /** Lower than a branch's only in tests. */
  readonly keyCost?: KeyCost
  readonly passwordOf?: (staffNo: string) => string
}

/** Sets up a branch and a head office in `out`, enrols one with the other and hires the staff. */
export async function setUpDemo(appRoot: string, out: string, file: CaseFile, options: DemoOptions = {}): Promise<DemoBranch> {
  // The clock starts at nine in the morning of the business date and moves a second a look, so that runs repeat.
  const { clock = makeClock(() => file.businessDate, steppingTime(instant(`${file.businessDate}T01:00:00.000Z`), 1000)) } = options
  const { keyCost = BRANCH_COST, passwordOf = randomPassword } = options
  const host = expectOk(await openHost({ appRoot, userData: path.join(out, 'branch'), version: '0.1.0', clock, osStore: noOsKeyStore, keyCost }))
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
  const officeFolder = path.join(out, 'head-office')
  expectOk(await initHeadOffice(officeFolder, `${bankName}总行`))
  const headOffice = expectOk(await openHeadOffice(officeFolder))
  const enrolment = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, session, Buffer.from(enrolment), headOffice.fingerprint))
  return { host, counter, administrator: session, staff, headOffice }
}
