import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvedTerms, sealCode, termsOnPaper } from '../../../core/contract/approved-terms.ts'
import { shownDifference } from '../../../core/contract/shown-difference.ts'
import { ContractTerms } from '../../../core/contract/terms.ts'
import { termsDiffer } from '../../../core/contract/terms-differ.ts'
import { sealText } from '../../../core/contract/terms-seal.ts'
import { valueOn } from '../../../core/contract/value-on.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import * as forms from '../../../electron/services/paper-forms.ts'
import { sealOf } from '../../../electron/services/seal-of.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { contractSet } from '../../fixtures/paper/every-paper.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const LOANS = [mortgageTerms(), soleTraderTerms(), ...combinations().map(({ terms }) => terms)]
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Every value at the end of a path. */
const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  value !== null && typeof value === 'object' && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : leaves(part, [...path, key])))
    : [path]
const other = (value: unknown): Json => {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `${value}改` : '改'
}
/** The same terms with this one leaf changed. */
function mutated<T>(terms: T, path: readonly string[], change: (value: unknown) => unknown = other): T {
  const [key, ...rest] = path
  if (key === undefined) return change(terms) as T
  const part = (terms as Record<string, unknown>)[key]
  const next = mutated(part, rest, change)
  return (Array.isArray(terms) ? terms.map((one, at) => (String(at) === key ? next : one)) : { ...terms, [key]: next }) as T
}

describe('what an approval signs', () => {
  it('is the same whatever numbers and days the papers get, and whoever manages the branch by then', () => {
    for (const terms of LOANS) {
      const later = valueOn(terms, addDays(dateOnly(terms.loan.valueDate), 9))
      const numbered = { ...later, contractNo: 'JK9999', mortgageNo: terms.mortgageNo && 'DY9999', iouNo: 'JJ9999', signedOn: '2027-01-01' }
      const drawn = { ...numbered, lender: { ...terms.lender, manager: '另一人', phone: '1', address: '新址' }, seal: 'f'.repeat(64) }
      expect(termsDiffer(approvedTerms(terms), approvedTerms(drawn as ContractTerms))).toEqual([])
    }
  })

  it('holds parties, price, use, payment, security and conditions of every loan', () => {
    const signed = new Set(LOANS.flatMap((terms) => leaves(approvedTerms(terms)).map((path) => path.filter((part) => !/^\d+$/.test(part)).join('.'))))
    expect([...signed]).toEqual(
      expect.arrayContaining([
        ...['borrower.name', 'borrower.idNumber', 'borrower.address', 'spouse.name', 'coOwners.idNumber', 'business.uscc', 'lender.bank'],
        ...['loan.amountFen', 'loan.tenorMonths', 'loan.rate.annualRate', 'loan.rate.bp', 'loan.method', 'loan.purposeText', 'loan.paymentMode'],
        ...['loan.payee.account', 'loan.payee.amountFen', 'loan.debitAccount', 'house.titleNo', 'house.appraisedFen', 'vehicle.vin', 'pledge.documentNo'],
        ...['guarantors.spouse.name', 'guarantorCompanies.legalRepresentative.idNumber', 'conditions', 'specialTerms', 'charges.standard.rate', 'copies.total'],
      ]),
    )
    for (const later of ['contractNo', 'iouNo', 'mortgageNo', 'signedOn', 'schedule', 'loan.valueDate', 'loan.maturityOn', 'lender.manager', 'seal'])
      expect(
        [...signed].some((path) => path === later || path.startsWith(`${later}.`)),
        later,
      ).toBe(false)
  })
})

describe('terms compared with those that were approved', () => {
  it('differ in every single field that is changed, and only in that one, by its name', () => {
    let tried = 0
    for (const terms of LOANS) {
      const approved = approvedTerms(terms)
      for (const path of leaves(approved)) {
        const found = termsDiffer(approved, mutated(approved, path))
        // An empty list has no field to be named by itself.
        expect(found.map((one) => one.path)).toEqual([path.join('.')])
        tried++
      }
    }
    expect(tried).toBeGreaterThan(4000)
  })

  it('differ when a part comes or goes: each of its fields is named', () => {
    const approved = approvedTerms(mortgageTerms())
    const gone = termsDiffer(approved, { ...approved, spouse: null })
    expect(gone.map(({ path }) => path)).toEqual(['name', 'idType', 'idNumber', 'phone', 'address'].map((field) => `spouse.${field}`))
    expect(gone.every(({ was, is }) => was !== null && is === null)).toBe(true)
    expect(termsDiffer({ conditions: [] }, { conditions: ['先登记'] })).toEqual([{ path: 'conditions.0', was: null, is: '先登记' }])
    expect(termsDiffer({ payee: null }, { payee: [] })).toHaveLength(1)
  })

  it('differ exactly when their seals do', () => {
    const text = fc.stringMatching(/^[a-z]{1,3}$/)
    const value = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        text,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(text, tie('node'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).node
    fc.assert(
      fc.property(value, value, (was, is) => {
        const same = sealText({ was }) === sealText({ was: is })
        expect(termsDiffer({ at: was }, { at: is }).length === 0).toBe(same)
        expect(termsDiffer({ at: was }, { at: structuredClone(was) })).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a difference on a screen', () => {
  it('covers numbers and addresses of persons, and says when what differs is covered', () => {
    const phone = shownDifference({ path: 'guarantors.0.phone', was: '13800138000', is: '13800138001' })
    expect(phone).toEqual({ path: 'guarantors.0.phone', was: '138****8000', is: '138****8001', hidden: false })
    const account = shownDifference({ path: 'loan.payee.account', was: '6200000000000005', is: '6200000900000005' })
    expect(account).toMatchObject({ was: '620000******0005', hidden: true })
    expect(shownDifference({ path: 'loan.amountFen', was: 1, is: 2 })).toMatchObject({ was: 1, is: 2, hidden: false })
  })
})

describe('the code that papers print', () => {
  it('is one on every paper made from the terms, whatever the paper shows of them and whatever day the money leaves', () => {
    const variables = { settledOn: '2027年1月4日', proofNo: '京（2026）测试区不动产证明第0000001号', security: null }
    for (const unsealed of LOANS) {
      const terms = { ...unsealed, seal: sealOf(approvedTerms(unsealed)) }
      const later = valueOn(terms, addDays(dateOnly(terms.loan.valueDate), 3))
      const papers = [
        ...[...contractSet(terms), ...contractSet(later), forms.customerCard(terms, CLAUSES), forms.settlementCertificate(later, CLAUSES, '2027年1月4日')],
        ...(terms.loan.payee ? [forms.paymentInstruction(terms, CLAUSES)] : []),
        ...(terms.house ? [forms.releaseApplication(later, CLAUSES, variables)] : []),
      ]
      expect(new Set(papers.map(({ seal }) => seal))).toEqual(new Set([terms.seal]))
    }
  })

  it('is that of the approval; a contract drawn up before approvals were sealed prints its own', () => {
    const terms = mortgageTerms()
    const own = 'a'.repeat(64)
    expect(termsOnPaper({ terms, termsSha256: own }).seal).toBe(own)
    const sealed = { ...terms, seal: 'b'.repeat(64) }
    expect(termsOnPaper({ terms: sealed, termsSha256: own }).seal).toBe(sealed.seal)
    expect(sealCode(sealed.seal)).toBe('BBBBBBBB')
    expect(ContractTerms.safeParse({ ...terms, seal: 'not a hash' }).success).toBe(false)
  })
})
