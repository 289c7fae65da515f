import type { CaseFacts } from './facts.ts'

/**
 * The closed table of conditions a checklist may name (rulings 13). A checklist that names another one is refused;
 * a new rule is a new entry here. The words for the screen are the locale key `reasonKey(name)`.
 */
export const PREDICATES = {
  ALWAYS: () => true,
  /** Both product lines of this release lend to natural persons. */
  PERSON: (facts) => facts.line === 'IND_CONSUME' || facts.line === 'IND_BIZ',
  CONSUMER_LINE: (facts) => facts.line === 'IND_CONSUME',
  BUSINESS_LINE: (facts) => facts.line === 'IND_BIZ',
  MORTGAGE_RE: (facts) => facts.security === 'MORTGAGE_RE',
  SINGLE: (facts) => facts.maritalStatus === 'SINGLE',
  MARRIED: (facts) => facts.maritalStatus === 'MARRIED',
  DIVORCED: (facts) => facts.maritalStatus === 'DIVORCED',
  WIDOWED: (facts) => facts.maritalStatus === 'WIDOWED',
  NON_RESIDENT_ID: (facts) => facts.idType !== 'RESIDENT',
  RESIDENCE_BY_REGISTER: (facts) => facts.residenceByRegister,
  REGISTERED_ELSEWHERE: (facts) => !facts.registeredInBranchCity,
  AGENT_PRESENT: (facts) => facts.agentPresent,
  EMPLOYED: (facts) => facts.employed,
  HOUSING_FUND_DECLARED: (facts) => facts.housingFundDeclared,
  INCOME_ABOVE_TAX_THRESHOLD: (facts) => facts.incomeAboveTaxThreshold,
  ASSETS_DECLARED: (facts) => facts.assetsDeclared,
  TAX_REGISTERED: (facts) => facts.taxRegistered,
  LICENSED_SECTOR: (facts) => facts.licensedSector,
  CO_OWNED: (facts) => facts.coOwned,
  LEASED: (facts) => facts.leased,
  RESIDENTIAL: (facts) => facts.residential,
  NON_RESIDENTIAL: (facts) => !facts.residential,
  NOT_SELF_PAID: (facts) => facts.paymentMode !== 'SELF',
  NOT_ENTRUSTED: (facts) => facts.paymentMode !== 'ENTRUSTED',
  USE_PROOF_BY_POLICY: (facts) => facts.useProofByPolicy,
  DISCLOSURE_DUE: (facts) => facts.disclosureDue,
  VISIT_REQUIRED: (facts) => facts.visitRequired,
} as const satisfies Record<string, (facts: CaseFacts) => boolean>

export type PredicateName = keyof typeof PREDICATES
export const PREDICATE_NAMES = Object.keys(PREDICATES) as PredicateName[]

/** Locale key of the sentence that says why. @example reasonKey('MARRIED') // 'reasons.MARRIED' */
export const reasonKey = (name: PredicateName): string => `reasons.${name}`

/** All of `all`, and at least one of `any` when `any` is not empty. */
export interface Condition {
  readonly all: readonly PredicateName[]
  readonly any: readonly PredicateName[]
}

/** `why`: the predicates that hold and make it required; `whyNot`: those that failed it. */
export interface Judgement {
  readonly required: boolean
  readonly why: readonly PredicateName[]
  readonly whyNot: readonly PredicateName[]
}

/**
 * Whether a condition holds, and because of what.
 * @example judge({ all: [], any: ['SINGLE', 'DIVORCED'] }, facts) // { required: true, why: ['DIVORCED'], whyNot: [] }
 */
export function judge(condition: Condition, facts: CaseFacts): Judgement {
  const holds = (name: PredicateName): boolean => PREDICATES[name](facts)
  const failed = condition.all.filter((name) => !holds(name))
  const chosen = condition.any.filter(holds)
  const noneOfAny = condition.any.length > 0 && chosen.length === 0
  if (failed.length > 0 || noneOfAny) return { required: false, why: [], whyNot: [...failed, ...(noneOfAny ? condition.any : [])] }
  return { required: true, why: [...condition.all, ...chosen], whyNot: [] }
}
