import type { z } from 'zod'
import { APPLICATION_SECTIONS } from './application-form.ts'
import { type FormModel, toNested } from './field-spec.ts'
import { LIST_PLACES } from './person-fields.ts'

/** What the form needs to know of the product taken. */
export interface AboutProduct {
  readonly code: string
  readonly line: string
  readonly borrower: string
  readonly security: string
}
type Body = Record<string, z.core.util.JSONType>
const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

/** What every intake form starts from: unticked boxes are false, the product decides which sections there are. */
export function startModel(product: AboutProduct | undefined): FormModel {
  return {
    productCode: product?.code ?? '',
    line: product?.line ?? '',
    security: product?.security ?? '',
    borrowerKind: product?.borrower ?? '',
    note: '',
    'borrower.idType': 'RESIDENT',
    'borrower.residenceProof': 'HUKOU',
    'loan.repaymentMethod': 'EPI',
    'loan.paymentMode': 'ENTRUSTED',
    'declarations.firstLoan': true,
    'declarations.assetsDeclared': false,
    'declarations.relatedParty': false,
    'declarations.agentPresent': false,
    ...(product?.line === 'IND_CONSUME' ? { 'employment.housingFund': false } : { 'business.licensedSector': false, 'business.taxRegistered': true }),
    ...(product?.line === 'AGRI'
      ? { 'business.uscc': '', 'farm.insured': false, 'farm.licensed': product.borrower === 'ENTERPRISE', 'farm.landUsePledged': false }
      : {}),
    ...(product?.security === 'MORTGAGE_RE' ? { 'house.leased': false, 'house.ownership': 'SOLE', 'house.use': 'RESIDENTIAL', 'house.coOwners': '1' } : {}),
    ...(product?.security === 'MORTGAGE_VEH' ? { 'vehicle.ownership': 'SOLE', 'vehicle.coOwners': '1' } : {}),
    guarantors: product?.security === 'GUARANTEE' && product.borrower === 'PERSON' ? '1' : '0',
    guarantorCompanies: product?.security === 'GUARANTEE' && product.borrower === 'ENTERPRISE' ? '1' : '0',
    collateralCompany: false,
    'enterprise.controller': false,
  }
}

/** Parts of the application that are null when nothing stands in them. */
const PARTS = ['spouse', 'employment', 'business', 'house', 'enterprise', 'farm', 'vehicle', 'pledge', 'agent', 'collateralCompany'] as const
/** Fields of the form that ask how many or whether, and stand at the path of what they ask for. */
const TOGGLES = ['enterprise.controller', 'collateralCompany']
const OPTIONAL = new Set(APPLICATION_SECTIONS.flatMap(({ fields }) => fields.filter(({ optional }) => optional).map(({ path }) => path)))
const LISTS = Object.keys(LIST_PLACES)
const hasContent = (value: unknown): boolean =>
  isObject(value) ? Object.values(value).some(hasContent) : value !== undefined && value !== null && value !== ''

/** The values of the fields now asked for, by path; an optional field not filled or not asked is null. */
function askedFor(model: FormModel): FormModel {
  const shown = APPLICATION_SECTIONS.filter((section) => section.showIf?.(model) ?? true).flatMap((section) => section.fields)
  const asked = shown.flatMap(({ path, optional, showIf }): [string, unknown][] => {
    if (LISTS.includes(path) || TOGGLES.includes(path)) return []
    const value = (showIf?.(model) ?? true) ? model[path] : undefined
    return value === undefined ? (optional ? [[path, null]] : []) : [[path, value]]
  })
  return Object.fromEntries(asked)
}
const listOf = (value: unknown): unknown[] => (isObject(value) ? Object.values(value) : [])
const withOwners = (part: unknown): unknown => (isObject(part) ? { ...part, coOwners: listOf(part.coOwners) } : part)

/** The flat form as the application the bridge takes: parts that do not apply are null, lists as long as asked for, optional fields present. */
export function applicationBody(model: FormModel): Body {
  const nested = toNested(askedFor(model))
  const { loan, enterprise } = nested
  for (const part of PARTS) nested[part] = hasContent(nested[part]) ? nested[part] : null
  if (isObject(loan)) nested.loan = { ...loan, payee: loan.payee ?? null }
  if (isObject(nested.enterprise) && isObject(enterprise)) nested.enterprise = { ...enterprise, controller: enterprise.controller ?? null }
  nested.house = withOwners(nested.house)
  nested.vehicle = withOwners(nested.vehicle)
  nested.guarantors = listOf(nested.guarantors).map((guarantor) =>
    isObject(guarantor) ? { ...guarantor, spouse: hasContent(guarantor.spouse) ? guarantor.spouse : null } : guarantor,
  )
  nested.guarantorCompanies = listOf(nested.guarantorCompanies)
  return { productCode: String(model.productCode ?? ''), ...nested } as Body
}

/** A stored application as the flat form: the reverse of `applicationBody`. Parts that are null leave what the form starts from. */
export function applicationModel(body: Record<string, unknown>, prefix = ''): FormModel {
  return Object.entries(body).reduce<FormModel>((flat, [key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key
    if (TOGGLES.includes(path)) flat[path] = isObject(value)
    if (Array.isArray(value)) return Object.assign(flat, { [path]: String(value.length) }, applicationModel({ ...value }, path))
    if (isObject(value)) return Object.assign(flat, applicationModel(value, path))
    if (value !== null || OPTIONAL.has(path)) flat[path] = TOGGLES.includes(path) ? flat[path] : value
    return flat
  }, {})
}
