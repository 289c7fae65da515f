import { contractSigners, type SigningRegister } from '../../core/contract/signing-register.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { maskIdNumber } from '../../core/kernel/masking.ts'
import { latestContract } from '../../db/repositories/contracts.ts'
import { listStaff } from '../../db/repositories/staff.ts'
import type { Counter } from '../../electron/usecases/counter.ts'

/** The register of a signing to which everybody came, seen by an account manager who did not draw the contract up. */
export async function registerOf({ database, vault, branch }: Counter, caseId: CaseId): Promise<SigningRegister> {
  const { contract, people } = await database.read(async (reader) => ({
    contract: await latestContract(reader, vault, caseId),
    people: await listStaff(reader),
  }))
  const witness = people.find(({ staffId, roles }) => roles.includes('ACCOUNT_MANAGER') && staffId !== contract?.drawnUpBy)
  const signers = contract ? contractSigners(contract.terms) : []
  return {
    place: branch.name,
    time: '10:30',
    copies: contract?.terms.copies.total ?? 2,
    faceToFace: true,
    signers: signers.map(({ duty, party: { name, idNumber } }) => ({ duty, name, idNumber: maskIdNumber(idNumber), idChecked: true })),
    witness: witness?.staffId ?? '',
    media: [],
  }
}
