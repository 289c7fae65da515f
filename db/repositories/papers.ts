import type { Form } from '../../core/completeness/checklist.ts'
import type { DefectCode, Verdict } from '../../core/completeness/item-state.ts'
import type { Paper } from '../../core/completeness/paper.ts'
import type { Party, SignerRole } from '../../core/completeness/parties.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, PaperId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface PaperColumns {
  readonly paperId: PaperId
  readonly caseId: CaseId
  readonly itemId: string
  readonly party: Party
  /** Of the plain bytes. */
  readonly sha256: Sha256
  /** Where the sealed file is, in the paper store. */
  readonly blobRef: string
  readonly media: string
  readonly bytes: number
  readonly pages: number
  readonly receivedAt: Instant
  readonly receivedBy: StaffId
  readonly issuedOn: DateOnly | null
  readonly expiresOn: DateOnly | null
  readonly signedBy: readonly SignerRole[]
  readonly form: Form
  readonly verdict: Verdict
  readonly defects: readonly DefectCode[]
  readonly checkedAt: Instant | null
  readonly checkedBy: StaffId | null
  /** When a newer paper took its place; such a paper speaks for its item no more. */
  readonly supersededAt: Instant | null
}
/** A scan filed to an item of the checklist (table `case_document`). */
export interface PaperRecord extends PaperColumns {
  readonly note: string
}

const columns = mapping<PaperColumns>({
  paperId: 'id',
  caseId: 'case_id',
  itemId: 'item_id',
  party: 'party',
  sha256: 'sha256',
  blobRef: 'blob_ref',
  media: 'media',
  bytes: 'bytes',
  pages: 'pages',
  receivedAt: 'received_at',
  receivedBy: 'received_by',
  issuedOn: 'issued_on',
  expiresOn: 'expires_on',
  signedBy: json('signed_by'),
  form: 'form',
  verdict: 'verdict',
  defects: json('defects'),
  checkedAt: 'checked_at',
  checkedBy: 'checked_by',
  supersededAt: 'superseded_at',
})
const SELECT = `SELECT ${columns.list}, sealed_note FROM case_document`
const placeOf = (paperId: PaperId) => ({ table: 'case_document', column: 'sealed_note', row: paperId })

const toPaper = (vault: Vault, row: { sealed_note: Uint8Array | null }): PaperRecord => {
  const plain = columns.read(row)
  return { ...plain, note: row.sealed_note ? vault.open(placeOf(plain.paperId), row.sealed_note) : '' }
}
const sealNote = (vault: Vault, paperId: PaperId, note: string): Uint8Array | null => (note === '' ? null : vault.seal(placeOf(paperId), note))

export async function findPaper(reader: Reader, vault: Vault, paperId: PaperId): Promise<PaperRecord | null> {
  const row = await reader.get<{ sealed_note: Uint8Array | null }>(`${SELECT} WHERE id = ?`, [paperId])
  return row ? toPaper(vault, row) : null
}

/** Every paper of the case that was not superseded, in the order received. */
export const papersOfCase = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<PaperRecord[]> =>
  (await reader.all<{ sealed_note: Uint8Array | null }>(`${SELECT} WHERE case_id = ? AND superseded_at IS NULL ORDER BY received_at, id`, [caseId])).map(
    (row) => toPaper(vault, row),
  )

/** Every paper of the case, superseded ones too, in the order received. */
export const everyPaperOfCase = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<PaperRecord[]> =>
  (await reader.all<{ sealed_note: Uint8Array | null }>(`${SELECT} WHERE case_id = ? ORDER BY received_at, id`, [caseId])).map((row) => toPaper(vault, row))

/** As the checklist reads it. @example completenessReport(checklist, papers.map(asPaper), …) */
export const asPaper = ({ paperId, itemId, party, form, pages, issuedOn, expiresOn, signedBy, verdict, defects }: PaperRecord): Paper => ({
  id: paperId,
  itemId,
  party,
  form,
  pages,
  issuedOn,
  expiresOn,
  signedBy,
  verdict,
  defects,
})

export const papers = (tx: Writer, vault: Vault) => ({
  insert: async (paper: PaperRecord): Promise<void> => {
    await tx.run(`INSERT INTO case_document (${columns.list}, sealed_note) VALUES (${columns.marks}, ?)`, [
      ...columns.params(paper),
      sealNote(vault, paper.paperId, paper.note),
    ])
  },
  judge: async (paperId: PaperId, judged: Pick<PaperRecord, 'verdict' | 'defects' | 'note' | 'checkedAt' | 'checkedBy'>): Promise<void> => {
    await tx.run('UPDATE case_document SET verdict = ?, defects = ?, sealed_note = ?, checked_at = ?, checked_by = ? WHERE id = ?', [
      judged.verdict,
      JSON.stringify(judged.defects),
      sealNote(vault, paperId, judged.note),
      judged.checkedAt,
      judged.checkedBy,
      paperId,
    ])
  },
  /** The same paper from other pages, while nobody has judged it. */
  rebuild: async (paperId: PaperId, made: Pick<PaperRecord, 'sha256' | 'blobRef' | 'media' | 'bytes' | 'pages'>): Promise<void> => {
    await tx.run("UPDATE case_document SET sha256 = ?, blob_ref = ?, media = ?, bytes = ?, pages = ? WHERE id = ? AND verdict = 'UNCHECKED'", [
      made.sha256,
      made.blobRef,
      made.media,
      made.bytes,
      made.pages,
      paperId,
    ])
  },
  /** What the sheet itself says of it: its dates, its signatures, whether it is the original. */
  describe: async (paperId: PaperId, said: Pick<PaperRecord, 'form' | 'issuedOn' | 'expiresOn' | 'signedBy'>): Promise<void> => {
    await tx.run('UPDATE case_document SET form = ?, issued_on = ?, expires_on = ?, signed_by = ? WHERE id = ?', [
      said.form,
      said.issuedOn,
      said.expiresOn,
      JSON.stringify(said.signedBy),
      paperId,
    ])
  },
  supersede: async (paperId: PaperId, at: Instant): Promise<void> => {
    await tx.run('UPDATE case_document SET superseded_at = ? WHERE id = ?', [at, paperId])
  },
})
