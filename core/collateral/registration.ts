import type { DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import type { StaffId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** Where a real-estate mortgage registration stands (domain 5.1). The right arises on registration alone (Civil Code 402). */
export const REGISTRATION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'PENDING',
  'NEED_MORE_MATERIAL',
  'PAY_PENDING',
  'DONE',
  'EFFECTIVE',
  'CHANGING',
  'TRANSFERRING',
  'SEIZED',
  'RELEASING',
  'RELEASED',
  'REJECTED',
  'CANCELLED',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** Steps a clerk may record. EFFECTIVE is not among them: it takes a proof and a second person. */
const STEPS: Readonly<Record<RegistrationState, readonly RegistrationState[]>> = {
  DRAFT: ['SUBMITTED', 'CANCELLED'],
  SUBMITTED: ['PENDING', 'REJECTED', 'CANCELLED'],
  PENDING: ['NEED_MORE_MATERIAL', 'PAY_PENDING', 'DONE', 'REJECTED', 'CANCELLED'],
  NEED_MORE_MATERIAL: ['SUBMITTED', 'REJECTED', 'CANCELLED'],
  PAY_PENDING: ['DONE', 'CANCELLED'],
  DONE: [],
  EFFECTIVE: ['CHANGING', 'TRANSFERRING', 'SEIZED', 'RELEASING'],
  CHANGING: ['EFFECTIVE'],
  TRANSFERRING: ['EFFECTIVE'],
  SEIZED: ['EFFECTIVE', 'RELEASING'],
  RELEASING: ['RELEASED', 'EFFECTIVE'],
  RELEASED: [],
  REJECTED: ['DRAFT'],
  CANCELLED: ['DRAFT'],
}

/** The registration proof as entered by the first person. */
export interface RegistrationProof {
  readonly proofNo: string
  readonly issuedOn: DateOnly
  readonly mortgagee: string
  readonly securedFen: Fen
  readonly enteredBy: StaffId
}

export interface Registration {
  readonly state: RegistrationState
  readonly submittedOn: DateOnly | null
  readonly proof: RegistrationProof | null
  readonly confirmedBy: StaffId | null
  readonly effectiveOn: DateOnly | null
}

export const NEW_REGISTRATION: Registration = { state: 'DRAFT', submittedOn: null, proof: null, confirmedBy: null, effectiveOn: null }

/** The steps open to a clerk now. @example nextRegistrationStates('PENDING') */
export const nextRegistrationStates = (state: RegistrationState): readonly RegistrationState[] => STEPS[state]

/** What a registry does next when nothing is wanting; a clerk may record another step that is open. */
const USUAL: Partial<Record<RegistrationState, RegistrationState>> = {
  DRAFT: 'SUBMITTED',
  SUBMITTED: 'PENDING',
  PENDING: 'DONE',
  NEED_MORE_MATERIAL: 'SUBMITTED',
  PAY_PENDING: 'DONE',
}

/** The step a clerk will most likely record; null where none is usual. @example usualNextRegistrationState('PENDING') // 'DONE' */
export const usualNextRegistrationState = (state: RegistrationState): RegistrationState | null => USUAL[state] ?? null

/**
 * Records what the registry did. A proof entered but not yet confirmed is kept only while the registration stands at DONE.
 *
 * Refusal REGISTRATION_STEP_NOT_ALLOWED with both states.
 * @example progressRegistration(registration, 'SUBMITTED', dateOnly('2026-11-23'))
 */
export function progressRegistration(registration: Registration, to: RegistrationState, on: DateOnly): Result<Registration> {
  const { state } = registration
  if (!STEPS[state].includes(to)) return refuse('REGISTRATION_STEP_NOT_ALLOWED', { from: state, to })
  if (to === 'DRAFT') return ok(NEW_REGISTRATION)
  return ok({ ...registration, state: to, submittedOn: to === 'SUBMITTED' ? on : registration.submittedOn })
}

/** What a proof is measured against. */
export interface ProofExpectation {
  readonly today: DateOnly
  readonly principalFen: Fen
  /** This bank's name as mortgagee. */
  readonly mortgagee: string
  /** The proof number in its normal form, or null when it is none (domain 3.9). */
  readonly normaliseNumber: (text: string) => string | null
}

/** Width of brackets and blanks do not tell two names apart. */
const sameName = (left: string, right: string): boolean => left.normalize('NFKC').replace(/\s+/g, '') === right.normalize('NFKC').replace(/\s+/g, '')

/**
 * The first person enters the proof of a registration that is done; entering again before confirmation replaces it.
 *
 * Refusals: REGISTRATION_STEP_NOT_ALLOWED (not at DONE), PROOF_NUMBER_INVALID, PROOF_DATE_FUTURE, SECURED_BELOW_PRINCIPAL,
 * MORTGAGEE_DIFFERS.
 */
export function enterProof(registration: Registration, proof: RegistrationProof, expected: ProofExpectation): Result<Registration> {
  if (registration.state !== 'DONE') return refuse('REGISTRATION_STEP_NOT_ALLOWED', { from: registration.state, to: 'EFFECTIVE' })
  const proofNo = expected.normaliseNumber(proof.proofNo)
  if (proofNo === null) return refuse('PROOF_NUMBER_INVALID', { field: 'proofNo' })
  if (proof.issuedOn > expected.today) return refuse('PROOF_DATE_FUTURE', { field: 'issuedOn' })
  if (proof.securedFen < expected.principalFen) return refuse('SECURED_BELOW_PRINCIPAL', { field: 'securedFen', principalFen: expected.principalFen })
  if (!sameName(proof.mortgagee, expected.mortgagee)) return refuse('MORTGAGEE_DIFFERS', { field: 'mortgagee' })
  return ok({ ...registration, proof: { ...proof, proofNo } })
}

/**
 * A second person reads the number off the original and makes the registration EFFECTIVE; every check of the proof is made again.
 *
 * Refusals: those of `enterProof`, MAKER_MISSING (no proof entered), DIFFERENT_PERSON_NEEDED, PROOF_NUMBER_DIFFERS.
 * @example confirmProof(registration, { by: secondArchivist, proofNo }, expected)
 */
export function confirmProof(
  registration: Registration,
  confirmation: { readonly by: StaffId; readonly proofNo: string },
  expected: ProofExpectation,
): Result<Registration> {
  const { proof } = registration
  if (registration.state === 'DONE' && proof === null) return refuse('MAKER_MISSING', { action: 'COLLATERAL_EFFECTIVE', duty: 'REGISTRATION_MAKER' })
  if (proof === null) return refuse('REGISTRATION_STEP_NOT_ALLOWED', { from: registration.state, to: 'EFFECTIVE' })
  if (proof.enteredBy === confirmation.by) return refuse('DIFFERENT_PERSON_NEEDED', { action: 'COLLATERAL_EFFECTIVE', duty: 'REGISTRATION_MAKER' })
  const checked = enterProof(registration, proof, expected)
  if (!checked.ok) return checked
  if (expected.normaliseNumber(confirmation.proofNo) !== proof.proofNo) return refuse('PROOF_NUMBER_DIFFERS', { field: 'proofNo' })
  return ok({ ...registration, state: 'EFFECTIVE', confirmedBy: confirmation.by, effectiveOn: expected.today })
}
