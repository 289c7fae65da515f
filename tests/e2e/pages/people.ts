import type { Role } from '../../../core/kernel/people.ts'

/** Synthetic staff of the test branch. */
export interface Person {
  readonly staffNo: string
  readonly staffName: string
  readonly password: string
  readonly roles: readonly Role[]
}
const person = (staffNo: string, staffName: string, ...roles: Role[]): Person => ({
  staffNo,
  staffName,
  roles,
  password: `Kassel-${[...staffNo].toReversed().join('')}-Linde`,
})

/** What the administrator types for a person who is added, and tells him. */
export const givenPassword = ({ password }: Person): string => `Anfang-${password}`

export const administrator = person('A001', '管理员甲', 'ADMINISTRATOR')
export const teller = person('T001', '柜员乙', 'TELLER')
export const firstManager = person('M001', '经理丙', 'ACCOUNT_MANAGER')
export const secondManager = person('M002', '经理丁', 'ACCOUNT_MANAGER')
export const branchManager = person('B001', '行长戊', 'BRANCH_MANAGER')
export const reviewer = person('R001', '审查己', 'REVIEWER')
export const officer = person('P001', '放款庚', 'DISBURSEMENT_OFFICER')
export const firstArchivist = person('K001', '档案辛', 'ARCHIVIST')
export const secondArchivist = person('K002', '档案壬', 'ARCHIVIST')
export const auditor = person('U001', '稽核癸', 'AUDITOR')

export const branch = {
  branchCode: '110199',
  bankName: '示例农商银行',
  branchName: '测试支行',
  managerName: branchManager.staffName,
  address: '北京市测试区示范路 100 号',
  phone: '010-00000000',
} as const

/** Today in China: the day a branch opens on a PC whose clock is right. */
export const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
