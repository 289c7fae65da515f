import { pinyin } from 'pinyin-pro'
import { instant } from '../../core/kernel/calendar.ts'
import { asId, type CaseId, type StaffId } from '../../core/kernel/ids.ts'
import { expectOk, ok } from '../../core/kernel/result.ts'
import { bulkInsert } from '../../db/bulk-insert.ts'
import { loanCaseColumns } from '../../db/repositories/loan-case-record.ts'
import { SEALED_NAMES, sealedParams } from '../../db/repositories/loan-case-sealed.ts'
import type { BranchVault } from '../../electron/services/vault.ts'
import { AT, type Branch, draftCase, makeBranch, vault } from '../integration/db/branch-fixture.ts'

/** The name to find: two characters, borne by the same few people in a branch of any size. */
export const SOUGHT = { name: '欧晨', pinyin: 'ouchen', bearers: 20 } as const
/** A two-character name that every five-hundredth person bears. */
export const COMMON = { name: '单宁', among: (count: number): number => count / 500 } as const

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬兰辉建国志海']
export const ROWS_A_CALL = 5000
export const CASE_COLUMNS = [...loanCaseColumns.list.split(', '), ...SEALED_NAMES]
/** About what a submitted application holds: it makes the rows as far apart on disk as they will be. */
const APPLICATION = JSON.stringify({ synthetic: 'x'.repeat(1200) })

const pick = (from: readonly string[], index: number): string => from[index % from.length] ?? ''
/** Two characters for every third person, three for the others. */
const otherName = (index: number): string =>
  pick(SURNAMES, index) + pick(GIVEN, Math.floor(index / SURNAMES.length)) + (index % 3 === 0 ? '' : pick(GIVEN, Math.floor(index / 7)))

function nameOf(index: number, count: number): string {
  if (index % (count / SOUGHT.bearers) === 0) return SOUGHT.name
  return index % 500 === 1 ? COMMON.name : otherName(index)
}

const READ = new Map<string, string>()
/** Read once a name: there are far fewer names than people. */
function readingOf(name: string): string {
  const known = READ.get(name) ?? pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join(' ')
  READ.set(name, known)
  return known
}

/** One case of synthetic people as the database takes it, opened by `opener` and sealed with `by`. */
export function caseRow(by: BranchVault, opener: StaffId, index: number, count: number) {
  const serial = String(index).padStart(12, '0')
  const caseId = asId<CaseId>(`00000000-0000-4000-8000-${serial}`)
  const at = instant(new Date(Date.parse(AT) + ((index * 7919) % count) * 60_000).toISOString())
  const record = draftCase(opener, {
    caseId,
    applicationNo: `SQ${serial}`,
    updatedAt: at,
    applicant: {
      name: nameOf(index, count),
      idNumber: serial,
      phone: `1${serial.slice(-10)}`,
      businessName: null,
      uscc: null,
      readings: [readingOf(nameOf(index, count))],
    },
  })
  const application = by.seal({ table: 'loan_case', column: 'sealed_application', row: caseId }, APPLICATION)
  return [...loanCaseColumns.params(record), ...sealedParams(by, record).slice(0, -1), application]
}

/** A branch database in a file of its own, with `count` cases of synthetic people, sealed as the product seals them. */
export async function branchWithCases(count: number): Promise<Branch> {
  const branch = await makeBranch()
  for (let start = 0; start < count; start += ROWS_A_CALL) {
    const rows = Array.from({ length: Math.min(ROWS_A_CALL, count - start) }, (_, offset) => caseRow(vault, branch.people.teller, start + offset, count))
    expectOk(await branch.database.write(async (tx) => ok(await bulkInsert(tx, 'loan_case', CASE_COLUMNS, rows))))
  }
  return branch
}
