import { differentPersons } from '../../../core/approval/four-eyes.ts'
import { addMonths, chinaDate, dateOnly } from '../../../core/kernel/calendar.ts'
import { type DocumentId, type Sha256, sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { archiveVolumes, sealedIn, volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { type DocumentRecord, documentsOfCase } from '../../../db/repositories/documents.ts'
import { numberSequences } from '../../../db/repositories/number-sequences.ts'
import type { PaperRecord } from '../../../db/repositories/papers.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { VolumeFile } from '../../../protocol/archive-bag.ts'
import { INDEX_RESPONSIBLE, RETENTION_WORDS } from '../../../templates/layout/case-words.ts'
import { PAPER_TITLES } from '../../../templates/layout/paper-titles.ts'
import type { FileIndexItem } from '../../../templates/slips/file-index.v1.ts'
import { openArchive } from '../../services/archive-writer.ts'
import { fileIndex } from '../../services/papers.ts'
import { queueBag } from '../batch/bag-record.ts'
import { queueCaseRecord } from '../batch/case-record.ts'
import { enrolmentOf } from '../batch/enrolment-of.ts'
import type { CaseFile } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { produce } from '../cases/produce.ts'
import { markOf, markOfStaff, slipCase } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'

/** Contract class, fifteen years after settlement (domain 7). */
const RETENTION_CLASS = 'D15'
/** In fifteen years. */
const RETENTION_MONTHS = 180
/** Filed once the money is out; a loan settled before that goes to the archive with this, its only volume (rulings 3). */
const FILED_FROM: readonly State[] = ['ACTIVE', 'SETTLED']
const NOT_SEALED_YET = sha256('0'.repeat(64))

/** The archive number: fonds-class-year-retention-branch-volume, the volumes of a branch counted through the year (domain 7). */
async function nextArchiveNo(counter: Counter, tx: Writer, { today }: CaseFile): Promise<Result<string>> {
  const year = today.slice(0, 4)
  const sequence = await numberSequences(tx).next('ARCHIVE', counter.branch.code, dateOnly(`${year}-01-01`))
  return sequence.ok ? ok(`F001-XD-${year}-${RETENTION_CLASS}-${counter.branch.code}-${String(sequence.value).padStart(5, '0')}`) : sequence
}

/** Documents that stand, without the index itself. */
export async function standingDocuments(reader: Reader, { record }: CaseFile): Promise<DocumentRecord[]> {
  return (await documentsOfCase(reader, record.caseId)).filter((document) => document.supersededAt === null && document.kind !== 'FILE_INDEX')
}

/** The lines of the file index: the bank's documents, then the papers. */
export function indexItems(counter: Counter, file: CaseFile, documents: readonly DocumentRecord[]): FileIndexItem[] {
  const nameOf = new Map(file.pack.checklist.items.map((item) => [item.id, item.name.zh]))
  const made = documents.map(
    (document): FileIndexItem => ({
      reference: document.number,
      responsible: counter.branch.name,
      title: PAPER_TITLES[document.kind],
      on: chinaDate(document.madeAt),
      pages: document.pages,
      copies: 1,
      form: 'ELECTRONIC',
      note: '',
    }),
  )
  const received = scanned(file, documents).map(
    (paper): FileIndexItem => ({
      reference: null,
      responsible: responsibleFor(counter, file, paper.itemId),
      title: nameOf.get(paper.itemId) ?? paper.itemId,
      on: paper.issuedOn ?? chinaDate(paper.receivedAt),
      pages: paper.pages,
      copies: 1,
      form: paper.form === 'C' ? 'COPY' : 'ORIGINAL',
      note: '',
    }),
  )
  return [...made, ...received]
}

/** Who made a paper, as the index names it: the registry, an issuer, the bank, or the customer (domain 7). */
function responsibleFor(counter: Counter, { pack, record }: CaseFile, itemId: string): string {
  const signers: readonly string[] = pack.checklist.items.find((item) => item.id === itemId)?.signers ?? []
  if (signers.includes('REGISTRY')) return INDEX_RESPONSIBLE.REGISTRY
  if (signers.includes('EMPLOYER')) return INDEX_RESPONSIBLE.EMPLOYER
  if (signers.some((signer) => signer === 'ISSUER' || signer === 'APPRAISER' || signer === 'INSURER')) return INDEX_RESPONSIBLE.ISSUER
  return signers.some((signer) => signer === 'T' || signer === 'CM1' || signer === 'PO') ? counter.branch.name : record.applicant.name
}

/** Scans, without the papers that are the system's own documents over again. */
const scanned = (file: CaseFile, documents: readonly DocumentRecord[]): PaperRecord[] => {
  const made = new Set<Sha256>(documents.map((document) => document.sha256))
  return file.papers.filter((paper) => !made.has(paper.sha256))
}

/** The first archivist puts the volume in order: the file index is printed and the volume awaits its check. */
export const prepareVolume = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved & { documentIds: DocumentId[] }>> =>
  changeCase(counter, session, request, 'archive.prepare', async (tx, file) => {
    const { record, today, contract } = file
    if (!FILED_FROM.includes(record.state) || record.filedAt !== null) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const documents = await standingDocuments(tx, file)
    const started = (await volumesOfCase(tx, record.caseId))[0]
    const number = started ? ok(started.archiveNo) : await nextArchiveNo(counter, tx, file)
    if (!number.ok) return number
    const archiveNo = number.value
    const mark = markOf(session, today)
    const items = indexItems(counter, file, documents)
    const index = await produce(
      counter,
      tx,
      session,
      file,
      fileIndex({
        ...slipCase(counter, file),
        archiveNo,
        contractNo: contract?.contractNo ?? null,
        retention: RETENTION_WORDS,
        items,
        remarks: [],
        filedBy: mark,
        checkedBy: { name: '', staffNo: '', on: today },
      }),
      { rule: 'STEP_TAKEN' },
    )
    if (!index.ok) return index
    if (!started) {
      await archiveVolumes(tx).insert({
        caseId: record.caseId,
        volumeNo: 1,
        archiveNo,
        folder: archiveNo,
        pages: items.reduce((sum, item) => sum + item.pages, index.value.pages),
        tagmanifestSha256: NOT_SEALED_YET,
        filedBy: session.staffId,
        filedAt: counter.clock.now(),
        checkedBy: null,
        checkedAt: null,
      })
    }
    return ok({ action: null, reasonCode: 'VOLUME_PREPARED', value: { documentIds: [index.value.documentId] } })
  })

/** Every file of the volume, read when its turn comes. A hash that no longer holds stops the filing. */
function volumeFiles(counter: Counter, documents: readonly DocumentRecord[], papers: readonly PaperRecord[]): VolumeFile[] {
  const from = (name: string, blobRef: string): VolumeFile => ({
    name,
    read: async () => {
      const bytes = await counter.papers.get(blobRef)
      if (!bytes.ok) throw new Error(`${bytes.error.code} while filing`)
      return bytes.value
    },
  })
  const extension = (media: string): string => ({ 'image/jpeg': 'jpg', 'image/png': 'png' })[media] ?? 'pdf'
  return [
    ...documents.map((document) => from(`documents/${document.kind.toLowerCase()}-${document.number}-v${document.version}.pdf`, document.blobRef)),
    ...papers.map((paper, index) => from(`papers/${paper.itemId}-${paper.party}-${index + 1}.${extension(paper.media)}`, paper.blobRef)),
  ]
}

/**
 * The second archivist checks and files: the sealed bag is written, verified and recorded (rulings 3, 15).
 * Refuses VOLUME_NOT_PREPARED, DIFFERENT_PERSON_NEEDED, HEADOFFICE_NOT_ENROLLED and what the bag writer refuses.
 */
export async function fileVolume(counter: Counter, session: Session, request: CaseAt): Promise<Result<{ archiveNo: string; folder: string; pages: number }>> {
  const filed = await changeCase(counter, session, request, 'archive.file', async (tx, file) => {
    const { record, today, contract } = file
    const volume = (await volumesOfCase(tx, record.caseId)).find((candidate) => candidate.checkedAt === null)
    if (!volume) return refuse('VOLUME_NOT_PREPARED')
    const persons = differentPersons('FILING', session, { VOLUME_MAKER: volume.filedBy })
    if (!persons.ok) return persons
    const enrolment = await enrolmentOf(counter, tx)
    if (!enrolment.ok) return enrolment
    const documents = await standingDocuments(tx, file)
    const index = await produce(
      counter,
      tx,
      session,
      file,
      fileIndex({
        ...slipCase(counter, file),
        archiveNo: volume.archiveNo,
        contractNo: contract?.contractNo ?? null,
        retention: RETENTION_WORDS,
        items: indexItems(counter, file, documents),
        remarks: [],
        filedBy: await markOfStaff(tx, volume.filedBy, chinaDate(volume.filedAt)),
        checkedBy: markOf(session, today),
      }),
      { rule: 'STEP_TAKEN' },
    )
    if (!index.ok) return index
    const archive = await openArchive(counter.folders.archive)
    if (await sealedIn(tx, volume.folder)) return refuse('VOLUME_EXISTS', { archiveNo: volume.archiveNo })
    // No volume is on record as sealed there: a bag of this name was left by a crash.
    await archive.discard(volume.folder)
    const sealed = await archive.seal({
      archiveNo: volume.archiveNo,
      files: volumeFiles(counter, [index.value, ...documents], scanned(file, documents)),
      recipients: [counter.keys.archive.recipient, enrolment.value.headOffice.escrow],
      baggingDate: today,
      retentionClass: RETENTION_CLASS,
      // The years run from settlement: of a loan that has just begun there is no date yet (domain 7).
      disposeAfter: record.settledOn && addMonths(record.settledOn, RETENTION_MONTHS),
      sourceOrganization: `${counter.branch.bankName}${counter.branch.name}`,
    })
    if (!sealed.ok) return sealed
    await archiveVolumes(tx).seal(record.caseId, volume.volumeNo, {
      checkedBy: session.staffId,
      checkedAt: counter.clock.now(),
      tagmanifestSha256: sha256(sealed.value.sealHash),
      pages: indexItems(counter, file, documents).reduce((sum, item) => sum + item.pages, index.value.pages),
    })
    const ends = record.state === 'SETTLED'
    // Of a case that moves on head office hears with its step.
    if (!ends) await queueCaseRecord(counter, tx, { ...file, record: { ...record, version: record.version + 1 } }, volume.archiveNo)
    const { archiveNo, volumeNo } = volume
    await queueBag(counter, tx, file, { archiveNo, volumeNo, retentionClass: RETENTION_CLASS, sealed: sealed.value })
    return ok({
      action: ends ? 'archive' : 'file',
      done: ['VOLUME_COMPLETE'],
      patch: { filedAt: counter.clock.now(), archiveNo: volume.archiveNo, ...(ends ? { archivedOn: today } : {}) },
      value: { archiveNo: volume.archiveNo, folder: sealed.value.folder, pages: volume.pages },
    })
  })
  return filed.ok ? ok({ archiveNo: filed.value.archiveNo, folder: filed.value.folder, pages: filed.value.pages }) : filed
}
