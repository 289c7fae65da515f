import { type Party, type PartyRole, roleOf } from '../../core/completeness/parties.ts'
import type { FirstLoanBasis } from '../../core/intake/first-loan.ts'
import type { LimitTerm } from '../../core/scoring/grade.ts'

const PARTY: Readonly<Record<PartyRole, string>> = {
  B: '借款人',
  LR: '法定代表人',
  SP: '配偶',
  AC: '实际控制人',
  CO: '共有人',
  G: '保证人',
  GS: '保证人配偶',
  GC: '保证企业',
  MC: '抵质押企业',
  AG: '代办人',
}
/** For whom a paper is, as the customer reads it. @example partyWords('CO2') // '共有人（第 2 位）' */
export const partyWords = (party: Party): string => {
  const role = roleOf(party)
  return party === role ? PARTY[role] : `${PARTY[role]}（第 ${party.slice(role.length)} 位）`
}

const FIRST_LOAN: Readonly<Record<FirstLoanBasis, string>> = {
  NO_RECORD: '征信报告无任何贷款记录',
  NO_BIZ_RECORD: '征信报告无经营性贷款记录',
  HAS_RECORD: '征信报告有贷款记录',
  HAS_BIZ_RECORD: '征信报告有经营性贷款记录',
  DISCOUNT_ONLY: '征信报告无贷款记录，但有票据贴现记录',
}
export const firstLoanWords = (basis: FirstLoanBasis): string => FIRST_LOAN[basis]

const LIMIT: Readonly<Record<LimitTerm, string>> = {
  GRADE_CAP: '等级信用上限',
  APPLIED: '申请金额',
  DTI: '还款能力测算',
  COLLATERAL: '抵押物价值',
  WORKING_CAPITAL: '流动资金需求测算',
  TURNOVER: '营业收入比例',
}
export const limitWords = (term: LimitTerm): string => LIMIT[term]

/** Titles in the file index of what the branch does not print itself. */
export const INDEX_RESPONSIBLE = { REGISTRY: '登记机构', EMPLOYER: '用人单位', ISSUER: '出具机构' } as const
/** Kept with the bag (domain 7). */
export const RETENTION_WORDS = '结清后十五年'
