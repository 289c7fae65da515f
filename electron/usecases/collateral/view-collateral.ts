import type { CollateralView } from '../../../core/bridge/money-calls.ts'
import { nextRegistrationStates } from '../../../core/collateral/registration.ts'
import { securedAtLeast } from '../../../core/contract/agreed-terms.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { registrationEvents } from '../../../db/repositories/registrations.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'

/** The registration with every step and its day. Refuses CASE_NOT_FOUND; STEP_NOT_DONE before the case went to the registry. */
export const viewCollateral = (counter: Counter, session: Session, caseId: CaseId): Promise<Result<CollateralView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    if (!file.ok) return file
    const { registration, contract } = file.value
    if (!registration) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_SIGNED' })
    const { state, submittedOn, effectiveOn, proof, confirmedBy } = registration
    const events = await registrationEvents(reader, counter.vault, caseId)
    const names = await staffNames(reader, [
      ...events.flatMap(({ maker, checker }) => (checker ? [maker, checker] : [maker])),
      ...(proof ? [proof.enteredBy] : []),
      ...(confirmedBy ? [confirmedBy] : []),
    ])
    return ok({
      state,
      submittedOn,
      effectiveOn,
      proof: proof && { ...proof, enteredBy: names.get(proof.enteredBy) ?? '' },
      confirmedBy: confirmedBy && (names.get(confirmedBy) ?? ''),
      mortgagee: `${counter.branch.bankName}${counter.branch.name}`,
      principalFen: contract ? securedAtLeast(contract.terms) : null,
      next: [...nextRegistrationStates(state)],
      events: events.map(({ fromState, toState, happenedOn, at, maker, checker, note }) => ({
        fromState,
        toState,
        on: happenedOn,
        at,
        maker: names.get(maker) ?? '',
        checker: checker && (names.get(checker) ?? ''),
        note: typedTextFor(session, note),
      })),
    })
  })
