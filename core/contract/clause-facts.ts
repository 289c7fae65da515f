import type { ClauseFact } from './clause-names.ts'
import { costsBeside } from './costs-beside.ts'
import { ownersOf } from './owners.ts'
import { hasRegistered, type PaperSecurity, securitiesOf } from './paper-security.ts'
import type { ContractTerms } from './terms.ts'
import { contractView } from './view-contract.ts'

const LINE_FACTS = { IND_CONSUME: 'consumer', IND_BIZ: 'soleTrader', SME_WC: 'enterprise', AGRI: 'farm' } as const
const PLEDGE_FACTS = { DEPOSIT: 'deposit', RECEIVABLE: 'receivable', MOVABLE: 'movable', EQUITY: 'equity', IP: 'intellectual' } as const
const PAY_FACTS = { ENTRUSTED: 'entrusted', SELF: 'selfPaid', MIXED: 'mixed' } as const
const either = (yes: boolean, fact: ClauseFact, other: ClauseFact): ClauseFact => (yes ? fact : other)

/** Who else owns what `security` is about; the house's owners for a contract without one. */
function ownership(terms: ContractTerms, security: PaperSecurity | null): ClauseFact[] {
  const owned = security?.kind === 'VEHICLE' ? security : security === null ? terms.house : null
  return owned ? [either(owned.ownership === 'SOLE', 'soleOwner', 'coOwned')] : []
}

/** Who signs for what `security` is about, or for the house: a company by its seal, a spouse who consents. */
function giving(terms: ContractTerms, security: PaperSecurity | null): (ClauseFact | false)[] {
  const thing = security === null ? terms.house && 'HOUSE' : security.kind
  if (thing !== 'HOUSE' && thing !== 'VEHICLE' && thing !== 'PLEDGE') return []
  const owners = ownersOf(terms, thing)
  return [owners.some(({ company }) => company) && 'ownerCompany', owners.some(({ part }) => part === 'SPOUSE') && 'ownerSpouse']
}

/** Whether anybody else's right stands before the lender's over the vehicle or pledge that `security` is about, or over the house. */
function before(terms: ContractTerms, security: PaperSecurity | null): ClauseFact[] {
  const thing = security?.kind === 'VEHICLE' || security?.kind === 'PLEDGE' ? security : terms.house
  return thing ? [either(thing.priorDebtFen > 0, 'priorDebt', 'noPriorDebt')] : []
}

/**
 * What holds of a form of the counter, which is signed before there are terms. @param company whether a company signs it
 * @example formFacts('AGRI', false) // ['farm']
 */
export function formFacts(line: ContractTerms['productLine'], company: boolean): ClauseFact[] {
  const of = LINE_FACTS[line]
  return [...(of === 'enterprise' ? [] : [of]), ...(company ? (['enterprise'] as const) : [])]
}

/** Whether the borrower was shown the all-in cost and signed it (D204): an enterprise never is. */
export const costDisclosed = ({ cost }: { readonly cost: Pick<ContractTerms['cost'], 'disclosedOn'> }): boolean => cost.disclosedOn !== null

/**
 * What holds of the terms, and of the security whose contract it is (null: the loan contract, the house, or a form).
 * @example clauseFacts(terms, null).has('unsecured')
 */
export function clauseFacts(terms: ContractTerms, security: PaperSecurity | null): ReadonlySet<ClauseFact> {
  const { loan, house } = terms
  const securities = securitiesOf(terms)
  const kinds = new Set(securities.map(({ kind }) => kind))
  const beside = costsBeside(terms)
  const guaranteed = kinds.has('GUARANTOR') || kinds.has('COMPANY')
  const facts: (ClauseFact | false)[] = [
    LINE_FACTS[terms.productLine],
    terms.borrowerKind === 'ENTERPRISE' && 'enterprise',
    terms.spouse !== null && 'spouse',
    house !== null && 'house',
    kinds.has('VEHICLE') && 'vehicle',
    kinds.has('PLEDGE') && 'pledge',
    guaranteed && 'guaranteed',
    house === null && securities.length === 0 && 'unsecured',
    terms.maximum !== undefined && 'maximum',
    ...(security?.kind === 'PLEDGE' ? [PLEDGE_FACTS[security.what]] : []),
    hasRegistered(terms) && 'registered',
    security?.kind === 'GUARANTOR' && security.spouse !== null && 'guarantorSpouse',
    loan.method,
    contractView(terms).loan.level && loan.method === 'EPI' && 'levelInstalments',
    either(loan.rate.repriceRule !== null, 'floating', 'fixedRate'),
    costDisclosed(terms) && 'costDisclosed',
    terms.schedule.length === 1 && 'oneInstalment',
    beside.premium && 'premiumBeside',
    beside.companies.length > 0 && 'guaranteeFeeBeside',
    PAY_FACTS[loan.paymentMode],
    either(loan.prepaymentFeePermille > 0, 'prepaymentFee', 'noPrepaymentFee'),
    either(terms.conditions.length > 0, 'conditions', 'noConditions'),
    either(terms.specialTerms !== '', 'specialTerms', 'noSpecialTerms'),
    either(terms.disputes === 'COURT', 'court', 'arbitration'),
    ...(house ? [either(house.leased, 'leased', 'notLeased')] : []),
    ...before(terms, security),
    ...ownership(terms, security),
    ...giving(terms, security),
  ]
  return new Set(facts.filter((fact) => fact !== false))
}
