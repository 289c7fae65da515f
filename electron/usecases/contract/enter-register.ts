import type { SigningView } from '../../../core/bridge/money-calls.ts'
import { checkRegister, contractSigners, type SigningRegister } from '../../../core/contract/signing-register.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type ContractRecord, latestContract } from '../../../db/repositories/contracts.ts'
import { findSigning, signings } from '../../../db/repositories/signings.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** Keeps the register beside the contract it proves. Without one nothing is kept: the paper register stands. Refuses as `checkRegister`. */
export async function enterRegister(
  counter: Counter,
  tx: Writer,
  session: Session,
  { caseId, rev, terms }: ContractRecord,
  register: SigningRegister | undefined,
): Promise<Result<null>> {
  if (!register) return ok(null)
  const parties = contractSigners(terms).map(({ party }) => party)
  const checked = checkRegister(register, { parties, copies: terms.copies.total })
  if (!checked.ok) return checked
  await signings(tx, counter.vault).insert({ caseId, rev, register: checked.value, recordedBy: session.staffId, recordedAt: counter.clock.now() })
  return ok(null)
}

/** The register of the contract that counts; null where none is kept here. */
export const viewSigning = (counter: Counter, caseId: CaseId): Promise<{ signing: SigningView | null }> =>
  counter.database.read(async (reader) => {
    const contract = await latestContract(reader, counter.vault, caseId)
    const found = contract && (await findSigning(reader, counter.vault, caseId, contract.rev))
    if (!found || !contract?.signedOn) return { signing: null }
    const names = await staffNames(reader, [found.recordedBy, contract.drawnUpBy])
    return {
      signing: {
        ...found.register,
        signers: [...found.register.signers],
        signedOn: contract.signedOn,
        recordedBy: names.get(found.recordedBy) ?? '',
        drawnUpBy: names.get(contract.drawnUpBy) ?? '',
        recordedAt: found.recordedAt,
      },
    }
  })
