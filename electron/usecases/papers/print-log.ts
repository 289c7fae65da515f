import { checkPrint, copiesOffered, type PrinterProfile, type PrintOutcome, sheetsOf } from '../../../core/contract/paper-print.ts'
import { asId, type DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { documentPrints, openPrint, printsOfPaper } from '../../../db/repositories/document-prints.ts'
import { type DocumentRecord, type FiledDocument, findDocument } from '../../../db/repositories/documents.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { profileFor } from './printer-profiles.ts'

const subjectOf = ({ kind, number, version }: DocumentRecord): string => `${kind} ${number} v${version}`

interface Print {
  readonly version: number
  readonly copies: number
  readonly at: string
  readonly staffName: string
  readonly outcome: PrintOutcome
}
/** What whoever prints a document is told beforehand. */
interface BeforePrint {
  readonly prints: Print[]
  readonly pages: number
  readonly copies: number
  readonly profile: PrinterProfile
}

/** A document that goes out of the counter. Refuses DOCUMENT_NOT_FOUND, and DOCUMENT_SUPERSEDED for one that counts no more: it would be signed. */
export async function documentGoingOut(reader: Reader, documentId: DocumentId): Promise<Result<FiledDocument>> {
  const document = await findDocument(reader, documentId)
  if (!document) return refuse('DOCUMENT_NOT_FOUND')
  const { number, version, supersededAt } = document
  return supersededAt === null ? ok(document) : refuse('DOCUMENT_SUPERSEDED', { number, version })
}

/** Every print of a paper so far, of this version and those before it, and how it is printed here. Refuses what `documentGoingOut` refuses. */
export const listPrints = (counter: Counter, session: Session, request: { readonly documentId: string }): Promise<Result<BeforePrint>> =>
  counter.database.read(async (reader) => {
    const found = await documentGoingOut(reader, asId<DocumentId>(request.documentId))
    if (!found.ok) return found
    const document = found.value
    const profile = await profileFor(reader, session, document.kind)
    const contract = await latestContract(reader, counter.vault, document.caseId)
    const prints = (await printsOfPaper(reader, document)).map(({ version, copies, at, staffName, outcome }) => ({
      version,
      copies,
      at,
      staffName: staffName ?? '',
      outcome,
    }))
    return ok({ prints, pages: document.pages, copies: copiesOffered(document.kind, contract?.terms.copies.total ?? null, profile), profile })
  })

/** What goes to the printer: as many copies as asked for, as this counter prints such a paper. */
export type PrintOrder = Pick<PrinterProfile, 'device' | 'duplex'> & { readonly copies: number }
/** What the system said of it. That it took the pages is no word yet on what came out. */
export type PrintAnswer = 'SENT' | 'CANCELLED' | 'FAILED'

interface PrintRequest {
  readonly documentId: string
  readonly copies: number
  /** Pages that were drawn for the printer. */
  readonly drawn: number
  readonly reason: string
}

/** Writes down that the print window opens. Refuses what `documentGoingOut` refuses, PRINT_PAGES_DIFFER, REASON_MISSING. */
async function open(
  counter: Counter,
  tx: Writer,
  session: Session,
  request: PrintRequest,
): Promise<Result<{ printId: number; sheets: number; order: PrintOrder }>> {
  const found = await documentGoingOut(tx, asId<DocumentId>(request.documentId))
  if (!found.ok) return found
  const document = found.value
  const reason = request.reason.trim()
  const earlier = (await printsOfPaper(tx, document)).length
  const checked = checkPrint({ drawn: request.drawn, pages: document.pages, earlier, reason })
  if (!checked.ok) return checked
  const { copies } = request
  const { device, duplex } = await profileFor(tx, session, document.kind)
  const sheets = sheetsOf(document.pages, copies, duplex)
  const auditN = await note(counter, tx, session, {
    action: 'documents.print',
    caseId: document.caseId,
    subject: `${subjectOf(document)} x${copies}`,
    ...(reason === '' ? {} : { reason }),
  })
  await documentPrints(tx).open({ auditN, documentId: document.documentId, copies, sheets, outcome: 'UNKNOWN', endedAt: null })
  return ok({ printId: auditN, sheets, order: { device, duplex, copies } })
}

/**
 * Opens the system's print window for a document. The print is on record before the window opens: what is said of it afterwards
 * (`endPrint`) adds to that and takes nothing away. One that was called off or failed is on record as not printed.
 * Refuses DOCUMENT_NOT_FOUND, DOCUMENT_SUPERSEDED, PRINT_PAGES_DIFFER, REASON_MISSING, and what `send` refuses.
 */
export async function printDocument(
  counter: Counter,
  session: Session,
  request: PrintRequest,
  send: (order: PrintOrder) => Promise<Result<PrintAnswer>>,
): Promise<Result<{ printId: number; sheets: number; answer: PrintAnswer }>> {
  const opened = await counter.database.write((tx) => open(counter, tx, session, request))
  if (!opened.ok) return opened
  const { printId, sheets, order } = opened.value
  const answer = await send(order)
  if (!answer.ok) return answer
  if (answer.value !== 'SENT') {
    const ended = await endPrint(counter, session, { printId, outcome: 'NOT_PRINTED' })
    if (!ended.ok) return ended
  }
  return ok({ printId, sheets, answer: answer.value })
}

/** What came of a print, said once by whoever opened it. Refuses PRINT_NOT_OPEN. */
export const endPrint = (
  counter: Counter,
  session: Session,
  request: { readonly printId: number; readonly outcome: PrintOutcome },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const { printId, outcome } = request
    const print = await openPrint(tx, printId)
    if (!print || print.staffId !== session.staffId) return refuse('PRINT_NOT_OPEN')
    await documentPrints(tx).end(printId, outcome, counter.clock.now())
    await note(counter, tx, session, {
      action: 'documents.printed',
      caseId: print.caseId,
      subject: `${print.kind} ${print.number} v${print.version} x${print.copies}`,
      reasonCode: outcome,
    })
    return ok({})
  })
