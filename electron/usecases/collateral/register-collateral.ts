import { differentPersons } from '../../../core/approval/four-eyes.ts'
import {
  confirmProof,
  enterProof,
  NEW_REGISTRATION,
  type ProofExpectation,
  progressRegistration,
  type Registration,
  type RegistrationState,
} from '../../../core/collateral/registration.ts'
import { securedAtLeast } from '../../../core/contract/agreed-terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { securityProofNo } from '../../../core/loan-case/security-proof.ts'
import { casesWithProof, type RegistrationStep, registrations } from '../../../db/repositories/registrations.ts'
import type { Writer } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'

/**
 * Signing is done and its papers are complete: the mortgage goes to the registry. A registration made under an earlier approval
 * stands; refuses SECURED_BELOW_PRINCIPAL when it secures less than the contract signed since.
 */
export const toRegistration = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'collateral.toRegistration', async (tx, file) => {
    const secured = file.registration?.proof?.securedFen
    const principalFen = file.contract ? securedAtLeast(file.contract.terms) : undefined
    if (secured !== undefined && principalFen !== undefined && secured < principalFen)
      return refuse('SECURED_BELOW_PRINCIPAL', { field: 'securedFen', principalFen })
    await save(counter, tx, file, file.registration ?? NEW_REGISTRATION, '', { maker: session.staffId, checker: null, on: file.today })
    return ok({ action: 'toRegistration', value: {} })
  })

function save(counter: Counter, tx: Writer, file: CaseFile, registration: Registration, note: string, by: RegistrationStep): Promise<void> {
  return registrations(tx, counter.vault).save({ ...registration, caseId: file.record.caseId, note, updatedAt: counter.clock.now() }, by)
}

/** The registration of a case that is at the registry. Refuses TRANSITION_NOT_ALLOWED elsewhere. */
function atRegistry({ record, registration }: CaseFile): Result<Registration> {
  return record.state === 'COLLATERAL' && registration ? ok(registration) : refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
}

function expectation(counter: Counter, file: CaseFile): Result<ProofExpectation> {
  const principalFen = file.contract ? securedAtLeast(file.contract.terms) : undefined
  if (principalFen === undefined) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_DRAWN_UP' })
  return ok({
    today: file.today,
    principalFen,
    mortgagee: `${counter.branch.bankName}${counter.branch.name}`,
    normaliseNumber: (text) => securityProofNo(file.record.security, file.record.application?.pledge?.kind ?? null, text),
  })
}

/** What the registry did. Refuses REGISTRATION_STEP_NOT_ALLOWED. */
export const progressCollateral = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly to: RegistrationState; readonly on: DateOnly; readonly note: string },
): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'collateral.progress', async (tx, file) => {
    const registration = atRegistry(file)
    if (!registration.ok) return registration
    const next = progressRegistration(registration.value, request.to, request.on)
    if (!next.ok) return next
    await save(counter, tx, file, next.value, request.note, { maker: session.staffId, checker: null, on: request.on })
    return ok({ action: null, reasonCode: request.to, value: {} })
  })

/** The first person enters the proof. Refuses as `enterProof`, and PROOF_USED_ELSEWHERE when another case bears the number. */
export const proveCollateral = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly proofNo: string; readonly issuedOn: DateOnly; readonly mortgagee: string; readonly securedFen: Fen },
): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'collateral.prove', async (tx, file) => {
    const registration = atRegistry(file)
    const expected = expectation(counter, file)
    if (!registration.ok) return registration
    if (!expected.ok) return expected
    const { proofNo, issuedOn, mortgagee, securedFen } = request
    const next = enterProof(registration.value, { proofNo, issuedOn, mortgagee, securedFen, enteredBy: session.staffId }, expected.value)
    if (!next.ok) return next
    const others = await casesWithProof(tx, counter.vault, next.value.proof?.proofNo ?? proofNo)
    if (others.some((caseId) => caseId !== file.record.caseId)) return refuse('PROOF_USED_ELSEWHERE', { field: 'proofNo' })
    await save(counter, tx, file, next.value, '', { maker: session.staffId, checker: null, on: issuedOn })
    return ok({ action: null, reasonCode: 'PROOF_ENTERED', value: {} })
  })

/** A second person reads the number off the original: the registration becomes EFFECTIVE. Refuses as `differentPersons` and `confirmProof`. */
export const confirmCollateral = (counter: Counter, session: Session, request: CaseAt & { readonly proofNo: string }): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'collateral.confirm', async (tx, file) => {
    const registration = atRegistry(file)
    const expected = expectation(counter, file)
    if (!registration.ok) return registration
    if (!expected.ok) return expected
    const persons = differentPersons('COLLATERAL_EFFECTIVE', session, { REGISTRATION_MAKER: registration.value.proof?.enteredBy ?? null })
    if (!persons.ok) return persons
    const next = confirmProof(registration.value, { by: session.staffId, proofNo: request.proofNo }, expected.value)
    if (!next.ok) return next
    await save(counter, tx, file, next.value, '', { maker: next.value.proof?.enteredBy ?? session.staffId, checker: session.staffId, on: file.today })
    return ok({ action: null, reasonCode: 'EFFECTIVE', patch: { registeredOn: file.today }, value: {} })
  })
