import type { Registration, RegistrationProof, RegistrationState } from '../../core/collateral/registration.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { forIndex, openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface RegistrationColumns {
  readonly caseId: CaseId
  readonly state: RegistrationState
  readonly submittedOn: DateOnly | null
  readonly issuedOn: DateOnly | null
  /** Who entered the proof. */
  readonly maker: StaffId | null
  /** Who confirmed it: another person. */
  readonly checker: StaffId | null
  readonly effectiveOn: DateOnly | null
  readonly updatedAt: Instant
}
interface RegistrationText {
  readonly proof: RegistrationProof | null
  readonly note: string
}
/** The mortgage registration of a case, as core judges it. */
export interface RegistrationRecord extends Registration {
  readonly caseId: CaseId
  readonly note: string
  readonly updatedAt: Instant
}

const columns = mapping<RegistrationColumns>({
  caseId: 'case_id',
  state: 'state',
  submittedOn: 'submitted_on',
  issuedOn: 'issued_on',
  maker: 'maker',
  checker: 'checker',
  effectiveOn: 'effective_on',
  updatedAt: 'updated_at',
})
const placeOf = (caseId: CaseId) => ({ table: 'registration', column: 'sealed', row: caseId })

/** The vault knows three kinds of index; the word before keeps proofs apart from credit codes. */
const proofIndex = (vault: Vault, proofNo: string): Uint8Array => vault.blindIndex('USCC', `PROOF ${forIndex(proofNo)}`)

const toRecord = (vault: Vault, row: { sealed: Uint8Array }): RegistrationRecord => {
  const { caseId, state, submittedOn, checker, effectiveOn, updatedAt } = columns.read(row)
  const text = openJson(vault, placeOf(caseId), row.sealed, trusted<RegistrationText>)
  return { caseId, state, submittedOn, effectiveOn, updatedAt, confirmedBy: checker, ...text }
}

export async function findRegistration(reader: Reader, vault: Vault, caseId: CaseId): Promise<RegistrationRecord | null> {
  const row = await reader.get<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM registration WHERE case_id = ?`, [caseId])
  return row ? toRecord(vault, row) : null
}

/** Cases whose registration bears this proof number; more than one is a sign of fraud or of a slip. */
export async function casesWithProof(reader: Reader, vault: Vault, proofNo: string): Promise<CaseId[]> {
  const rows = await reader.all<{ case_id: CaseId }>('SELECT case_id FROM registration WHERE proof_index = ?', [proofIndex(vault, proofNo)])
  return rows.map((row) => row.case_id)
}

/** One recorded step of a registration. */
export interface RegistrationEvent {
  readonly caseId: CaseId
  readonly ordinal: number
  readonly fromState: RegistrationState | null
  readonly toState: RegistrationState
  readonly maker: StaffId
  readonly checker: StaffId | null
  readonly at: Instant
  /** The day the registry's step is of; null where that was not kept. */
  readonly happenedOn: DateOnly | null
}
const eventColumns = mapping<RegistrationEvent>({
  caseId: 'case_id',
  ordinal: 'n',
  fromState: 'from_state',
  toState: 'to_state',
  maker: 'maker',
  checker: 'checker',
  at: 'at',
  happenedOn: 'happened_on',
})
const notePlace = (caseId: CaseId, ordinal: number) => ({ table: 'registration_event', column: 'sealed_note', row: `${caseId}.${ordinal}` })

/** Every step, oldest first, with what was noted. */
export async function registrationEvents(reader: Reader, vault: Vault, caseId: CaseId): Promise<(RegistrationEvent & { readonly note: string })[]> {
  const rows = await reader.all<{ sealed_note: Uint8Array | null }>(
    `SELECT ${eventColumns.list}, sealed_note FROM registration_event WHERE case_id = ? ORDER BY n`,
    [caseId],
  )
  return rows.map((row) => {
    const plain = eventColumns.read(row)
    return { ...plain, note: row.sealed_note ? vault.open(notePlace(caseId, plain.ordinal), row.sealed_note) : '' }
  })
}

/** Who recorded a step, and the day it is of. */
export interface RegistrationStep {
  readonly maker: StaffId
  readonly checker: StaffId | null
  readonly on?: DateOnly
}

export const registrations = (tx: Writer, vault: Vault) => ({
  /** Saves the registration and records the step that led here. */
  save: async (record: RegistrationRecord, { maker, checker, on }: RegistrationStep): Promise<void> => {
    const { caseId, state, submittedOn, effectiveOn, proof, confirmedBy, note, updatedAt } = record
    const before = await tx.get<{ state: RegistrationState }>('SELECT state FROM registration WHERE case_id = ?', [caseId])
    const row = { caseId, state, submittedOn, effectiveOn, updatedAt, issuedOn: proof?.issuedOn ?? null, maker: proof?.enteredBy ?? null, checker: confirmedBy }
    const index = proof && proofIndex(vault, proof.proofNo)
    const params = [...columns.params(row), index, sealJson(vault, placeOf(caseId), { proof, note })]
    if (before) await tx.run(`UPDATE registration SET ${columns.assignments}, proof_index = ?, sealed = ? WHERE case_id = ?`, [...params, caseId])
    else await tx.run(`INSERT INTO registration (${columns.list}, proof_index, sealed) VALUES (${columns.marks}, ?, ?)`, params)
    const ordinal = (await registrationEvents(tx, vault, caseId)).length + 1
    const event = { caseId, ordinal, fromState: before?.state ?? null, toState: state, maker, checker, at: updatedAt, happenedOn: on ?? null }
    await tx.run(`INSERT INTO registration_event (${eventColumns.list}, sealed_note) VALUES (${eventColumns.marks}, ?)`, [
      ...eventColumns.params(event),
      note === '' ? null : vault.seal(notePlace(caseId, ordinal), note),
    ])
  },
})
