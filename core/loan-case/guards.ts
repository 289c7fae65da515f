import { ok, type Result, refuse } from '../kernel/result.ts'
import type { CasePeople, GateFacts } from './gate-facts.ts'
import { amongItems, blockersAt, DISCLOSURE_ITEM, SUBMISSION_ITEMS } from './gates.ts'

const pass = ok<true>(true)
type Guard = (facts: GateFacts) => Result<true>

const actorIsNone = (facts: GateFacts, ...others: readonly (keyof CasePeople)[]): Result<true> => {
  const clash = others.find((duty) => facts.people[duty] === facts.actor.staffId)
  return clash === undefined ? pass : refuse('DIFFERENT_PERSON_NEEDED', { duty: clash })
}

/** Named, and different from each other (invariant 1 of domain 1.4). */
const named = (facts: GateFacts, ...duties: readonly (keyof CasePeople)[]): Result<true> => {
  const seen = new Set<string>()
  for (const duty of duties) {
    const person = facts.people[duty]
    if (person === null || seen.has(person)) return refuse('DIFFERENT_PERSON_NEEDED', { duty })
    seen.add(person)
  }
  return pass
}

/** The guards of domain 1.4 and 10.2 that are more than "this work is done". */
export const GUARDS = {
  /** Two account managers, two persons. */
  TWO_MANAGERS: (facts) => named(facts, 'firstManager', 'secondManager'),
  /** An application is accepted by another person than who submitted it (domain 10.2). */
  ACTOR_DID_NOT_SUBMIT: (facts) => actorIsNone(facts, 'submittedBy'),
  /** Survey and review apart (Commercial Bank Law 35). */
  ACTOR_DID_NOT_SURVEY: (facts) => actorIsNone(facts, 'firstManager', 'secondManager'),
  /** Review and approval apart. */
  ACTOR_DID_NOT_REVIEW: (facts) => actorIsNone(facts, 'reviewer'),
  /** The seal is put by another person than the maker of the contract. */
  ACTOR_DID_NOT_DRAW_UP: (facts) => actorIsNone(facts, 'contractMaker'),
  /** Release of funds by another person than its preparer. */
  ACTOR_DID_NOT_PREPARE: (facts) => actorIsNone(facts, 'disbursementPreparer'),
  /** All who surveyed, reviewed and approved are on record and are different persons. */
  FOUR_EYES: (facts) =>
    facts.approval?.by === 'HEAD_OFFICE'
      ? named(facts, 'firstManager', 'secondManager', 'reviewer')
      : named(facts, 'firstManager', 'secondManager', 'reviewer', 'approver'),
  /** The maker of the contract and the preparer of the payment are on record. */
  MAKER_KNOWN: (facts) => named(facts, 'contractMaker'),
  PREPARER_KNOWN: (facts) => named(facts, 'disbursementPreparer'),
  SUBMISSION_PAPERS: (facts) => {
    const items = amongItems(SUBMISSION_ITEMS, facts.missingItems)
    return items.length === 0 ? pass : refuse('SUBMISSION_PAPERS_MISSING', { items })
  },
  /** A notice is for a case that cannot be accepted. */
  INTAKE_BLOCKED: (facts) => (blockersAt('INTAKE', facts.openItems).length > 0 ? pass : refuse('NOT_BLOCKED')),
  /** Approved, and the approval has not run out (invariant 6). */
  APPROVAL_VALID: (facts) => {
    if (facts.approval === null) return refuse('APPROVAL_MISSING')
    const { validUntil } = facts.approval
    return validUntil >= facts.today ? pass : refuse('APPROVAL_EXPIRED', { validUntil })
  },
  APPROVAL_GIVEN: (facts) => (facts.approval === null ? refuse('APPROVAL_MISSING') : pass),
  /** The approval carries nothing any more: its days are over, or the case says something else than it. */
  APPROVAL_VOID: (facts) => {
    if (facts.approval === null || facts.done.has('TERMS_DIFFER') || facts.approval.validUntil < facts.today) return pass
    return refuse('APPROVAL_STILL_VALID', { validUntil: facts.approval.validUntil })
  },
  DISCLOSURE_DUE: (facts) => (facts.disclosureDue ? pass : refuse('DISCLOSURE_NOT_DUE')),
  DISCLOSURE_NOT_DUE: (facts) => (facts.disclosureDue ? refuse('DISCLOSURE_DUE') : pass),
  /** D204 signed and filed before the contract (NFRA rule 2026 no. 2). */
  DISCLOSURE_FILED: (facts) => {
    const items = amongItems([DISCLOSURE_ITEM], facts.openItems.SIGN)
    return facts.disclosureDue && items.length > 0 ? refuse('GATE_CLOSED', { gate: 'SIGN', items }) : pass
  },
  MORTGAGE_DUE: (facts) => (facts.mortgageDue ? pass : refuse('REGISTRATION_NOT_DUE')),
  MORTGAGE_NOT_DUE: (facts) => (facts.mortgageDue ? refuse('REGISTRATION_DUE') : pass),
  /** The mortgage right arises only by registration (Civil Code 402). */
  REGISTRATION_EFFECTIVE: (facts) => (facts.mortgageDue && !facts.registrationEffective ? refuse('REGISTRATION_NOT_EFFECTIVE') : pass),
} as const satisfies Record<string, Guard>

export type GuardName = keyof typeof GUARDS
