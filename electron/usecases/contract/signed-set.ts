import { CONTRACTS_ITEM } from '../../../core/completeness/separator.ts'
import { PAPER_CODES } from '../../../core/contract/paper-kinds.ts'
import { type PaperMark, type ScanBack, scanBack } from '../../../core/contract/scan-back.ts'
import type { SignaturePlace } from '../../../core/contract/signature-place.ts'
import { type PileSheet, signedPile } from '../../../core/contract/signed-pile.ts'
import { expectedPages, SIGNED_KINDS, type SignedSet, type SignedSetGap, signedSet, signedSetGaps } from '../../../core/contract/signed-set.ts'
import { type PageIdentity, parsePageCode } from '../../../core/kernel/page-code.ts'
import { placesOfDocuments } from '../../../db/repositories/document-places.ts'
import { type DocumentRecord, documentsOfCase } from '../../../db/repositories/documents.ts'
import { pagesTowardsItem, type ScanPageRecord } from '../../../db/repositories/scan-pages.ts'
import { type SignatureTick, ticksOf } from '../../../db/repositories/signature-ticks.ts'
import type { Reader } from '../../../db/sql.ts'
import { signaturePlaces } from '../../services/signature-places.ts'
import type { CaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** The signed contracts of a case as far as they came back. */
export interface SetBack {
  readonly expected: readonly PageIdentity[]
  readonly back: ScanBack
  /** Every page looked at, by id. */
  readonly pages: ReadonlyMap<string, ScanPageRecord>
  readonly ticks: readonly SignatureTick[]
  /** The places to sign on an expected page. */
  placesOf(page: PageIdentity): readonly SignaturePlace[]
  /** Contracts of which nobody can say where they are signed. */
  readonly unplaced: readonly DocumentRecord[]
  readonly state: SignedSet
}

const identityOf = ({ code }: ScanPageRecord): PageIdentity | null => {
  const parsed = code === null ? null : parsePageCode(code)
  return parsed?.ok ? parsed.value : null
}

/** In the order of the set: each contract's pages as they lie in its folder, then whatever belongs to none of them. */
function pileOf(records: readonly ScanPageRecord[], expected: readonly PageIdentity[], own: readonly PaperMark[]): PileSheet[] {
  const papers = [...new Set(expected.map(({ number }) => number))]
  const rank = ({ identity }: PileSheet): number => {
    const at = identity === null ? -1 : papers.indexOf(identity.number)
    return at < 0 ? papers.length : at
  }
  const sheets = records.map((record) => ({
    pageId: record.pageId,
    identity: identityOf(record),
    forged: record.hint === 'CODE_NOT_OURS',
    filed: record.state === 'FILED',
    pile: record.batchId,
    place: record.place ?? Number.POSITIVE_INFINITY,
  }))
  return signedPile(sheets, own)
    .map((page, at) => ({ page, at }))
    .sort(
      (a, b) => rank(a.page) - rank(b.page) || Number(b.page.filed) - Number(a.page.filed) || (a.page.filed ? a.page.place - b.page.place : 0) || a.at - b.at,
    )
    .map(({ page }) => page)
}

/** A contract never changes once printed: where one printed before is signed is found once. */
const known = new Map<string, readonly SignaturePlace[]>()
async function placesByWords(counter: Counter, { sha256, blobRef }: DocumentRecord): Promise<readonly SignaturePlace[]> {
  const found = known.get(sha256)
  if (found) return found
  const bytes = await counter.papers.get(blobRef)
  const places = bytes.ok ? await signaturePlaces(bytes.value) : []
  if (places.length > 0) known.set(sha256, places)
  return places
}

/** Compares what was scanned of the signed contracts with their printing that counts; null before there is a contract. */
export async function setBackOf(counter: Counter, reader: Reader, { record, contract }: Pick<CaseFile, 'record' | 'contract'>): Promise<SetBack | null> {
  if (contract === null) return null
  const documents = await documentsOfCase(reader, record.caseId)
  const current = documents.filter(({ kind, supersededAt }) => supersededAt === null && SIGNED_KINDS.includes(kind))
  const expected = expectedPages(current.map((document) => ({ ...document, seal: contract.terms.seal ?? contract.termsSha256 })))
  const records = await pagesTowardsItem(reader, record.caseId, CONTRACTS_ITEM)
  const own = documents.map(({ kind, number }) => ({ kind: PAPER_CODES[kind], number }))
  const back = scanBack(expected, pileOf(records, expected, own), own)
  const laid = await placesOfDocuments(
    reader,
    current.map(({ documentId }) => documentId),
  )
  const places = new Map<string, readonly SignaturePlace[]>()
  for (const document of current) {
    // Papers that are received as files without codes have nothing to be compared: then nothing is opened.
    const found = laid.get(document.documentId) ?? (back.matched.length > 0 ? await placesByWords(counter, document) : undefined)
    if (found) places.set(`${PAPER_CODES[document.kind]} ${document.number}`, found)
  }
  const unplaced = current.filter(({ kind, number }) => places.get(`${PAPER_CODES[kind]} ${number}`)?.length === 0)
  const placesOf = ({ kind, number, page }: PageIdentity) => (places.get(`${kind} ${number}`) ?? []).filter((place) => place.page === page)
  const ticks = await ticksOf(
    reader,
    back.matched.map(({ pageId }) => pageId),
  )
  const toTick = back.matched.filter(({ page }) => placesOf(page).length > 0).map(({ pageId }) => pageId)
  const byPage = new Map<string, string[]>()
  for (const { pageId, staffId } of ticks) byPage.set(pageId, [...(byPage.get(pageId) ?? []), staffId])
  const pages = new Map(records.map((one) => [one.pageId, one]))
  return { expected, back, pages, ticks, placesOf, unplaced, state: signedSet(back, toTick, byPage, unplaced.length) }
}

/** What keeps the money back of the signed contracts (domain 1.4 state 11; issue of the paper, "only then can disbursement go on"). */
export async function signedSetGapsOf(counter: Counter, reader: Reader, file: CaseFile): Promise<SignedSetGap[]> {
  const set = await setBackOf(counter, reader, file)
  return set ? signedSetGaps(set.state, file.pack.parameters.signedSet) : []
}
