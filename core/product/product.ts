import { z } from 'zod'
import type { DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { CaseFenField } from '../kernel/schema.ts'
import { PURPOSE_CODES } from './purposes.ts'
import { BORROWER_KINDS, PLEDGE_KINDS, PRODUCT_LINES, REPAYMENT_METHODS, SECURITY_MODES } from './vocabulary.ts'

/** NAME@number: one version of a data file, never changed once used. Scorecards, parameters and checklists carry the same. */
export const DataVersion = z.string().regex(/^[A-Z0-9-]+@[1-9]\d*$/, 'a version is NAME@1')
/** '<name>.v<number>', the file under `templates/`. */
const TemplateFile = z.string().regex(/^[a-z][a-z0-9-]*\.v[1-9]\d*$/, 'a template is name.v1')

/** When the field visit is needed: always, or above an amount (domain 1.3). */
const VisitRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ALWAYS') }),
  z.strictObject({ kind: z.literal('ABOVE'), amountFen: CaseFenField }),
])

/** A product pack of `templates/products`: what may be lent, on which checklist, card, parameters and papers. */
export const Product = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9-]{2,39}$/, 'a product code is capitals, digits and dashes'),
    version: DataVersion,
    line: z.enum(PRODUCT_LINES),
    borrower: z.enum(BORROWER_KINDS).default('PERSON'),
    security: z.enum(SECURITY_MODES),
    /** What a pledge product takes. */
    pledges: z.array(z.enum(PLEDGE_KINDS)).default([]),
    names: z.strictObject({ 'zh-CN': z.string().min(1), 'zh-TW': z.string().min(1), en: z.string().min(1) }),
    amount: z.strictObject({ minFen: CaseFenField, maxFen: CaseFenField }),
    tenor: z.strictObject({ minMonths: z.int().min(1), maxMonths: z.int().max(360) }),
    methods: z.array(z.enum(REPAYMENT_METHODS)).min(1),
    purposeCodes: z.array(z.enum(PURPOSE_CODES, { error: (issue) => `unknown purpose ${String(issue.input)}` })).min(1),
    checklist: DataVersion,
    scorecard: DataVersion,
    parameters: DataVersion,
    contracts: z.record(z.enum(['LOAN_CONTRACT', 'MORTGAGE_CONTRACT', 'IOU', 'REPAYMENT_SCHEDULE', 'COST_DISCLOSURE']), TemplateFile.nullable()),
    /** The all-in financing cost table must be signed before the contract, from the parameters' `costDisclosureFrom` on. */
    needsDisclosure: z.boolean(),
    visit: VisitRule,
    /** Largest single drawdown the borrower may be paid himself (domain 1.3). */
    selfPaymentMaxFen: CaseFenField,
    /** Monthly income above which the personal income tax record (D306) is asked for. */
    taxRecordAboveFen: CaseFenField,
    /** Proof of use is asked for even after an entrusted payment. */
    useProofAlways: z.boolean(),
  })
  .refine((product) => product.version.startsWith(`${product.code}@`), { path: ['version'], message: 'the version is the product code and @1' })
  .refine(({ line, borrower }) => line === 'AGRI' || (line === 'SME_WC') === (borrower === 'ENTERPRISE'), {
    path: ['borrower'],
    message: 'an enterprise borrows on SME_WC, a person on IND_CONSUME and IND_BIZ, either on AGRI',
  })
  .refine(({ security, pledges }) => (security === 'PLEDGE') === pledges.length > 0, {
    path: ['pledges'],
    message: 'a pledge product, and only one, names what may be pledged',
  })
  .refine((product) => product.amount.minFen <= product.amount.maxFen, { path: ['amount', 'maxFen'], message: 'maxFen is below minFen' })
  .refine((product) => product.tenor.minMonths <= product.tenor.maxMonths, { path: ['tenor', 'maxMonths'], message: 'maxMonths is below minMonths' })
  .refine((product) => (product.security === 'MORTGAGE_RE') === (product.contracts.MORTGAGE_CONTRACT !== null), {
    path: ['contracts', 'MORTGAGE_CONTRACT'],
    message: 'a mortgage product, and only one, has a mortgage contract',
  })
export type Product = z.output<typeof Product>

/**
 * Whether the cost disclosure table is due for a contract made on `on`; `from` is the parameters' `costDisclosureFrom`.
 * @example disclosureDue(product, dateOnly('2026-11-23'), dateOnly('2026-08-01')) // true
 */
export const disclosureDue = (product: Pick<Product, 'needsDisclosure'>, on: DateOnly, from: DateOnly): boolean => product.needsDisclosure && on >= from

/** Whether this amount needs a field visit. */
export const visitRequired = (product: Pick<Product, 'visit'>, amountFen: Fen): boolean =>
  product.visit.kind === 'ALWAYS' || amountFen > product.visit.amountFen
