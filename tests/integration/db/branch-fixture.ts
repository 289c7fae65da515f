import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Instant, instant } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Role } from '../../../core/kernel/people.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import type { Database } from '../../../db/connection.ts'
import { openBranchDatabase } from '../../../db/open-branch-database.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { staff } from '../../../db/repositories/staff.ts'
import { makeVault } from '../../../electron/services/vault.ts'
import { AT, draftCase, TODAY } from '../../fixtures/database/draft-case.ts'

export { AT, draftCase, TODAY }

export const MIGRATIONS = path.join(import.meta.dirname, '../../../db/migrations')
export const vault = makeVault(new Uint8Array(32).fill(7))
export const later = (minutes: number): Instant => instant(new Date(Date.parse(AT) + minutes * 60_000).toISOString())

/** A real database file in a folder of its own, with six people. */
export interface Branch {
  readonly folder: string
  readonly file: string
  readonly database: Database
  readonly people: Readonly<Record<'teller' | 'first' | 'second' | 'reviewer' | 'manager' | 'officer', StaffId>>
  remove(): Promise<void>
}

const ROLES: Readonly<Record<keyof Branch['people'], Role>> = {
  teller: 'TELLER',
  first: 'ACCOUNT_MANAGER',
  second: 'ACCOUNT_MANAGER',
  reviewer: 'REVIEWER',
  manager: 'BRANCH_MANAGER',
  officer: 'DISBURSEMENT_OFFICER',
}
const staffId = (): StaffId => asId<StaffId>(randomUUID())

export async function makeBranch(): Promise<Branch> {
  const folder = await mkdtemp(path.join(tmpdir(), 'branch-'))
  const file = path.join(folder, 'branch.db')
  const database = expectOk(await openBranchDatabase({ file, folder: MIGRATIONS, now: AT }))
  const people = { teller: staffId(), first: staffId(), second: staffId(), reviewer: staffId(), manager: staffId(), officer: staffId() }
  await database.write(async (tx) => {
    for (const [name, role] of Object.entries(ROLES)) {
      const id = people[name as keyof typeof people]
      await staff(tx).insert({ staffId: id, staffNo: name.toUpperCase(), staffName: name, active: true, addedAt: AT, addedBy: null, roles: [role] })
    }
    return ok(undefined)
  })
  const remove = async () => {
    await database.close()
    await rm(folder, { recursive: true })
  }
  return { folder, file, database, people, remove }
}

export async function insertCase(branch: Branch, over: Partial<LoanCaseRecord> = {}): Promise<LoanCaseRecord> {
  const record = draftCase(branch.people.teller, over)
  expectOk(await branch.database.write(async (tx) => ok(await loanCases(tx, vault).insert(record))))
  return record
}
