import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { authorityFor } from '../../../core/approval/authority.ts'
import { checkCompleteness } from '../../../core/completeness/report.ts'
import { sealText } from '../../../core/contract/terms-seal.ts'
import { Application } from '../../../core/intake/application.ts'
import { limitsOf } from '../../../core/intake/check-application.ts'
import { birthOf } from '../../../core/intake/check-person.ts'
import { checkDraft } from '../../../core/intake/draft.ts'
import { Survey } from '../../../core/investigation/survey.ts'
import { addDays, type DateOnly, dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type AssessmentInput, assess } from '../../../core/loan-case/assess.ts'
import { factsOf } from '../../../core/loan-case/facts-of.ts'
import { type KeptAssessment, keptOf, rerun } from '../../../core/loan-case/rerun.ts'
import { loadPacks, type Packs, type ProductPack, packFor, type SentFile, versionsOf } from '../../../electron/services/packs.ts'
import { CaseFile } from '../../../scripts/demo/case-file.ts'
import { packsOf, ruleChange } from '../../fixtures/rule-change.ts'

/** Every decision can be run again exactly, whatever head office has changed of its rules since (features 5.9). */
const ROOT = path.join(import.meta.dirname, '../../..')
const { cases, businessDate } = CaseFile.parse(JSON.parse(readFileSync(path.join(ROOT, 'scripts/demo/cases.json'), 'utf8')))
const VERSIONS = 20
const EACH = 50
const SEED = 59
/** A quarter of a minute, more on a busy machine. */
const TIMEOUT = 300_000

/** What differs between one customer and the next. */
const customer = fc.record({
  entry: fc.nat(cases.length - 1),
  amountPercent: fc.integer({ min: 5, max: 300 }),
  tenorMonths: fc.integer({ min: 3, max: 240 }),
  incomePercent: fc.integer({ min: 30, max: 300 }),
  turnoverPercent: fc.integer({ min: 30, max: 200 }),
  debtServiceFen: fc.nat(800_000),
  enquiries3Months: fc.nat(9),
  currentlyOverdue: fc.constantFrom(false, false, false, false, true),
  averageDepositFen: fc.nat(20_000_000),
  volatilityPercent: fc.nat(60),
  consistency: fc.constantFrom('CONSISTENT', 'CONSISTENT', 'MINOR', 'MAJOR'),
  daysAgo: fc.nat(120),
  papers: fc.array(fc.nat(60), { maxLength: 50 }),
})
type Customer = typeof customer extends fc.Arbitrary<infer One> ? One : never

const share = (amount: number, percent: number): number => Math.max(1, Math.floor((amount * percent) / 100))
function askedFor(one: Customer): { readonly application: Application; readonly survey: Survey } {
  const { application, survey } = cases[one.entry] as (typeof cases)[number]
  const { loan } = application
  const { business, creditReport, personal, visit } = survey
  return {
    application: Application.parse({ ...application, loan: { ...loan, amountFen: share(loan.amountFen, one.amountPercent), tenorMonths: one.tenorMonths } }),
    survey: Survey.parse({
      ...survey,
      visit: { ...visit, consistency: one.consistency },
      creditReport: {
        ...creditReport,
        ...{ enquiries3Months: one.enquiries3Months, currentlyOverdue: one.currentlyOverdue, monthlyDebtServiceFen: one.debtServiceFen },
      },
      personal: {
        ...personal,
        monthlyNetIncomeFen: share(personal.monthlyNetIncomeFen, one.incomePercent),
        averageDepositFen: one.averageDepositFen,
        incomeVolatilityPercent: one.volatilityPercent,
      },
      business: business && { ...business, evidencedTurnoverFen: share(business.evidencedTurnoverFen, one.turnoverPercent) },
    }),
  }
}

interface Stood {
  readonly application: Application
  readonly survey: Survey
  readonly papers: Customer['papers']
  readonly on: DateOnly
}
/** As the archive keeps it: text. */
interface Archived extends Stood {
  readonly versions: Readonly<Record<string, string>>
  readonly kept: KeptAssessment
  readonly rest: string
}

const inputOf = ({ application, survey, on }: Stood, { product, scorecard, parameters }: ProductPack): AssessmentInput => ({
  ...{ application, survey, product, scorecard, parameters, on },
  bornOn: birthOf(application.borrower, on) ?? on,
  idValid: true,
  firstLoan: true,
})

/** Admission, completeness and whose decision it is, of the same case under the same rules. */
function restOf({ application, papers, on }: Stood, pack: ProductPack, { grade, hits }: Pick<ReturnType<typeof assess>, 'grade' | 'hits'>): string {
  const { product, parameters, checklist } = pack
  const facts = factsOf(application, { product, branchCityCode: '1101', contractOn: on, disclosureFrom: parameters.costDisclosureFrom })
  const filed = papers.map((at, index) => {
    const itemId = checklist.items[at % checklist.items.length]?.id ?? ''
    return {
      ...{ id: `${index}`, itemId, party: 'B' as const, form: 'O' as const, pages: 2 },
      issuedOn: addDays(on, -at * 3),
      expiresOn: null,
      signedBy: [],
      verdict: 'OK' as const,
      defects: [],
    }
  })
  const question = {
    line: product.line,
    security: product.security,
    totalExposureFen: application.loan.amountFen,
    relatedParty: application.declarations.relatedParty,
  }
  const exceptionCount = hits.filter(({ effect }) => effect === 'MANUAL').length
  return sealText({
    admission: checkDraft(application, { today: on, product: limitsOf(product) }).issues,
    report: checkCompleteness(checklist, facts, filed, { today: on }),
    authority: grade && authorityFor({ ...question, gradeApproval: grade.approval, exceptionCount }, parameters.authority),
  })
}

function decided(one: Customer, packs: Packs): string {
  const stood = { ...askedFor(one), papers: one.papers, on: addDays(dateOnly(businessDate), -one.daysAgo) }
  const pack = packFor(packs, stood.application.productCode)
  if (!pack) throw new Error('no such product')
  const assessment = assess(inputOf(stood, pack))
  return JSON.stringify({ ...stood, versions: versionsOf(pack), kept: keptOf(assessment), rest: restOf(stood, pack, assessment) })
}

/** Runs it again under these versions. @returns whether it is the same to the byte */
function same(archived: Archived, pack: ProductPack | undefined): boolean {
  if (!pack) throw new Error('its versions are gone')
  const input = inputOf(archived, pack)
  return rerun(archived.kept, input).length === 0 && restOf(archived, pack, assess(input)) === archived.rest
}

let archive: string[] = []
let packs: Packs
beforeAll(async () => {
  const changes = fc.sample(ruleChange, { numRuns: VERSIONS, seed: SEED })
  const customers = fc.sample(customer, { numRuns: VERSIONS * EACH, seed: SEED })
  const sent: SentFile[] = []
  for (const [index, change] of changes.entries()) {
    const version = index + 1
    sent.push(...packsOf(change, version).map((file) => ({ ...file, version })))
    packs = expectOk(await loadPacks(path.join(ROOT, 'templates'), sent))
    archive = [...archive, ...customers.slice(index * EACH, version * EACH).map((one) => decided(one, packs))]
  }
}, TIMEOUT)
const read = (text: string): Archived => JSON.parse(text)

describe('a thousand decisions taken under twenty versions of the rules', () => {
  it('come out the same to the byte when each is run again under its own versions, after all have been in force', () => {
    expect(archive).toHaveLength(VERSIONS * EACH)
    const other = archive.map(read).filter((one) => !same(one, packFor(packs, one.versions.product ?? '', one.versions)))
    expect(other.map(({ versions }) => versions)).toEqual([])
  })

  it('would mostly come out otherwise under the newest rules: the versions do decide', () => {
    const other = archive.map(read).filter((one) => !same(one, packFor(packs, one.application.productCode)))
    expect(other.length).toBeGreaterThan(archive.length / 2)
    expect(new Set(archive.map((text) => read(text).kept.verdict)).size).toBeGreaterThan(2)
  })

  it('are told apart by the part that was changed in the archive', () => {
    const one = read(archive.find((text) => read(text).kept.limit !== null) ?? '')
    const pack = packFor(packs, one.versions.product ?? '', one.versions)
    if (!pack) throw new Error('its versions are gone')
    expect(rerun({ ...one.kept, dtiBasisPoints: one.kept.dtiBasisPoints + 1, limit: null }, inputOf(one, pack)).toSorted()).toEqual(['dtiBasisPoints', 'limit'])
  })
})
