import type { SigningView } from '../../../core/bridge/money-calls.ts'
import { checkRegister, contractSigners, type SigningRegister } from '../../../core/contract/signing-register.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type ContractRecord, latestContract } from '../../../db/repositories/contracts.ts'
import { findSigning, signings } from '../../../db/repositories/signings.ts'
import { listStaff, type StaffMember, staffNames } from '../../../db/repositories/staff.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** Who of the counter may have seen a signing beside the person who registers it, never the contract's maker; account managers first. */
async function witnessesOf(reader: Reader, session: Session, { drawnUpBy }: ContractRecord): Promise<StaffMember[]> {
  const present = (await listStaff(reader)).filter(
    ({ staffId, active, roles }) =>
      active && staffId !== session.staffId && staffId !== drawnUpBy && !roles.includes('ADMINISTRATOR') && !roles.includes('AUDITOR'),
  )
  const manages = ({ roles }: StaffMember): number => Number(roles.includes('ACCOUNT_MANAGER'))
  return present.sort((a, b) => manages(b) - manages(a))
}

/** Keeps the register beside the contract it proves. Refuses as `checkRegister`. */
export async function enterRegister(
  counter: Counter,
  tx: Writer,
  session: Session,
  contract: ContractRecord,
  register: SigningRegister,
): Promise<Result<StaffMember>> {
  const { caseId, rev, terms } = contract
  const witnesses = await witnessesOf(tx, session, contract)
  const parties = contractSigners(terms).map(({ party }) => party)
  const checked = checkRegister(register, { parties, copies: terms.copies.total, witnesses: witnesses.map(({ staffId }) => staffId) })
  if (!checked.ok) return checked
  await signings(tx, counter.vault).insert({ caseId, rev, register: checked.value, recordedBy: session.staffId, recordedAt: counter.clock.now() })
  return ok(witnesses.find(({ staffId }) => staffId === checked.value.witness) as StaffMember)
}

/** The register of the contract that counts, null where none is kept here; and who may have seen a signing that is still to be registered. */
export const viewSigning = (
  counter: Counter,
  session: Session,
  caseId: CaseId,
): Promise<{ signing: SigningView | null; witnesses: { staffId: string; name: string }[] }> =>
  counter.database.read(async (reader) => {
    const contract = await latestContract(reader, counter.vault, caseId)
    const found = contract && (await findSigning(reader, counter.vault, caseId, contract.rev))
    const present = contract && !contract.signedOn ? await witnessesOf(reader, session, contract) : []
    const witnesses = present.map(({ staffId, staffName }) => ({ staffId, name: staffName }))
    if (!found || !contract?.signedOn) return { signing: null, witnesses }
    const names = await staffNames(reader, [found.recordedBy, contract.drawnUpBy, ...(contract.witnessedBy ? [contract.witnessedBy] : [])])
    return {
      witnesses,
      signing: {
        ...found.register,
        witness: contract.witnessedBy ? (names.get(contract.witnessedBy) ?? '') : '',
        media: [...(found.register.media ?? [])],
        signers: [...found.register.signers],
        signedOn: contract.signedOn,
        recordedBy: names.get(found.recordedBy) ?? '',
        drawnUpBy: names.get(contract.drawnUpBy) ?? '',
        recordedAt: found.recordedAt,
      },
    }
  })

/** Evidence of the signing on paper: photographs or a recording. */
const EVIDENCE_ITEM = 'D705'
/** Whether the signing of the contract that counts is on record: by its register, or by its evidence that was accepted (signed before registers were asked). */
export const provenFaceToFace = async ({ vault }: Counter, reader: Reader, { contract, papers }: Pick<CaseFile, 'contract' | 'papers'>): Promise<boolean> =>
  contract !== null &&
  ((await findSigning(reader, vault, contract.caseId, contract.rev)) !== null ||
    papers.some(({ itemId, verdict }) => itemId === EVIDENCE_ITEM && verdict === 'OK'))
