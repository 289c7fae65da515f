import type { z } from 'zod'
import type { ProductView } from '../stores/products.ts'
import { type FormModel, toNested } from './field-spec.ts'

type Body = Record<string, z.core.util.JSONType>
const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

/** What every intake form starts from: unticked boxes are false, the product decides which sections there are. */
export function startModel(product: ProductView | undefined): FormModel {
  return {
    productCode: product?.code ?? '',
    line: product?.line ?? '',
    security: product?.security ?? '',
    note: '',
    'borrower.idType': 'RESIDENT',
    'borrower.residenceProof': 'HUKOU',
    'loan.repaymentMethod': 'EPI',
    'loan.paymentMode': 'ENTRUSTED',
    'declarations.firstLoan': true,
    'declarations.assetsDeclared': false,
    'declarations.relatedParty': false,
    'declarations.agentPresent': false,
    ...(product?.line === 'IND_BIZ' ? { 'business.licensedSector': false, 'business.taxRegistered': true } : { 'employment.housingFund': false }),
    ...(product?.security === 'MORTGAGE_RE' ? { 'house.leased': false, 'house.ownership': 'SOLE', 'house.use': 'RESIDENTIAL' } : {}),
  }
}

/** The flat form as the application the bridge takes: sections that do not apply are null, optional fields present. */
export function applicationBody(model: FormModel): Body {
  const { line, security, ...typed } = model
  const nested = toNested(typed)
  const { borrower, spouse, loan, house } = nested
  if (isObject(borrower)) nested.borrower = { idExpiresOn: null, rentedSince: null, ...borrower }
  nested.spouse = isObject(borrower) && borrower.maritalStatus === 'MARRIED' && isObject(spouse) ? { idExpiresOn: null, ...spouse } : null
  nested.employment = line === 'IND_CONSUME' ? (nested.employment ?? null) : null
  nested.business = line === 'IND_BIZ' && isObject(nested.business) ? { leaseEndsOn: null, ...nested.business } : null
  if (isObject(loan)) nested.loan = { ...loan, payee: loan.paymentMode === 'SELF' ? null : (loan.payee ?? null) }
  nested.house = security === 'MORTGAGE_RE' && isObject(house) ? houseBody(house) : null
  return nested as Body
}

function houseBody({ coOwner, ...house }: Record<string, unknown>): Record<string, unknown> {
  const owners = house.ownership === 'SOLE' || !isObject(coOwner) ? [] : [{ idExpiresOn: null, ...coOwner }]
  return { ...house, coOwners: owners }
}
