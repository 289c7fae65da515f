import { expect, it } from 'vitest'
import { type AuthorityQuestion, authorityFor, narrowerAuthority } from '../../../core/approval/authority.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { parameters } from '../scoring/load-data.ts'

const question = (change: Partial<AuthorityQuestion> = {}): AuthorityQuestion => ({
  line: 'IND_CONSUME',
  security: 'CREDIT',
  totalExposureFen: fen(10_000_000),
  gradeApproval: 'BRANCH',
  exceptionCount: 0,
  relatedParty: false,
  ...change,
})
const ruling = (change: Partial<AuthorityQuestion>) => {
  const { level, reasons } = authorityFor(question(change), parameters().authority)
  return [level, ...reasons]
}

it.each<[string, Partial<AuthorityQuestion>]>([
  ['100,000.00 on personal credit', {}],
  ['200,000.00 on business credit', { line: 'IND_BIZ', totalExposureFen: fen(20_000_000) }],
  ['300,000.00 on a guarantor', { security: 'GUARANTEE', totalExposureFen: fen(30_000_000) }],
  ['1,000,000.00 on a mortgage', { security: 'MORTGAGE_RE', totalExposureFen: fen(100_000_000) }],
])('leaves %s to the branch, and one fen more to head office', (_, change) => {
  expect(ruling(change)).toEqual(['BRANCH'])
  const above = fen((change.totalExposureFen ?? fen(10_000_000)) + 1)
  expect(ruling({ ...change, totalExposureFen: above })).toEqual(['HEAD_OFFICE_DEPARTMENT', 'EXPOSURE'])
})
it('sends exposure above the department to the committee', () => {
  expect(ruling({ totalExposureFen: fen(50_000_000) })).toEqual(['HEAD_OFFICE_DEPARTMENT', 'EXPOSURE'])
  expect(ruling({ totalExposureFen: fen(50_000_001) })).toEqual(['HEAD_OFFICE_COMMITTEE', 'EXPOSURE'])
})
it('sends grade D and any exception to the department, however small the loan', () => {
  expect(ruling({ totalExposureFen: fen(1), gradeApproval: 'HEAD_OFFICE' })).toEqual(['HEAD_OFFICE_DEPARTMENT', 'GRADE'])
  expect(ruling({ totalExposureFen: fen(1), exceptionCount: 1 })).toEqual(['HEAD_OFFICE_DEPARTMENT', 'EXCEPTION'])
})
it('sends related parties to the committee', () => {
  expect(ruling({ security: 'MORTGAGE_RE', relatedParty: true })).toEqual(['HEAD_OFFICE_COMMITTEE', 'RELATED_PARTY'])
})
it('asks two signatures of the branch for grade C', () => {
  expect(authorityFor(question({ gradeApproval: 'BRANCH_TWO_SIGNATURES' }), parameters().authority)).toMatchObject({ level: 'BRANCH', twoSignatures: true })
})
it('of two letters lets the lower limit hold, security by security and line by line', () => {
  const { authority } = parameters()
  const { branch } = authority
  const other = { ...authority, branch: { ...branch, CREDIT: { ...branch.CREDIT, IND_BIZ: fen(1), IND_CONSUME: fen(999_999_999) } } }
  const both = { ...branch.CREDIT, IND_BIZ: fen(1) }
  expect(narrowerAuthority(authority, other).branch).toMatchObject({ CREDIT: both, GUARANTEE: branch.GUARANTEE })
  expect(narrowerAuthority(other, authority).branch.CREDIT).toEqual(both)
})
