import type { Role, Session } from '../../core/kernel/people.ts'
import { expectOk } from '../../core/kernel/result.ts'
import type { Counter } from '../../electron/usecases/counter.ts'
import { changePassword } from '../../electron/usecases/people/change-password.ts'
import type { Host } from '../../electron/usecases/people/host.ts'
import { addStaff, type NewStaff } from '../../electron/usecases/people/manage-staff.ts'
import { signIn } from '../../electron/usecases/people/sign-in.ts'
import { randomPassword } from './office.ts'

/** The synthetic staff of the demo branch: ten duties, ten persons. */
const STAFF = {
  teller: ['T0101', '柜员 王芳', ['TELLER']],
  firstManager: ['C0201', '客户经理 赵敏', ['ACCOUNT_MANAGER']],
  secondManager: ['C0202', '客户经理 周强', ['ACCOUNT_MANAGER']],
  reviewer: ['R0301', '审查岗 钱进', ['REVIEWER']],
  manager: ['B0401', '支行行长 陈国栋', ['BRANCH_MANAGER']],
  officer: ['P0501', '放款审核岗 吴秀珍', ['DISBURSEMENT_OFFICER']],
  firstArchivist: ['A0601', '档案员 孙莉', ['ARCHIVIST']],
  secondArchivist: ['A0602', '档案员 黄志强', ['ARCHIVIST']],
} as const satisfies Record<string, readonly [staffNo: string, staffName: string, roles: readonly Role[]]>

export type Duty = keyof typeof STAFF
export type Staff = Readonly<Record<Duty, Session>>
export const ADMINISTRATOR = { staffNo: 'S0001', staffName: '系统管理员' } as const
const DUTIES = Object.keys(STAFF) as Duty[]
export const STAFF_NUMBERS = DUTIES.map((duty) => [duty, STAFF[duty][0]] as const)

/** A person as the administrator adds him, who then chose the password that is his own. */
export async function hirePerson(host: Host, counter: Counter, administrator: Session, person: NewStaff): Promise<Session> {
  const { staffNo, password } = person
  const given = randomPassword()
  expectOk(await addStaff(host, counter, administrator, { ...person, password: given }))
  const { session } = expectOk(await signIn(host, { staffNo, password: given }))
  expectOk(await changePassword(host, counter, session, { current: given, next: password }))
  return session
}

/** Each person with a password of their own, made for this run and kept nowhere else. */
export async function hireStaff(host: Host, counter: Counter, administrator: Session, passwordOf: (staffNo: string) => string): Promise<Staff> {
  const sessions: [Duty, Session][] = []
  for (const duty of DUTIES) {
    const [staffNo, staffName, roles] = STAFF[duty]
    sessions.push([duty, await hirePerson(host, counter, administrator, { staffNo, staffName, roles, password: passwordOf(staffNo) })])
  }
  return Object.fromEntries(sessions) as unknown as Staff
}
