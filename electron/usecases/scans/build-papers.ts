import type { PageTarget } from '../../../core/completeness/scan-page.ts'
import type { PaperId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { type PaperRecord, papers, papersOfCase } from '../../../db/repositories/papers.ts'
import { findScanFile, type ScanFileRecord } from '../../../db/repositories/scan-files.ts'
import { pagesOfItem, type ScanPageRecord, scannedPapers, scanPages } from '../../../db/repositories/scan-pages.ts'
import type { Writer } from '../../../db/sql.ts'
import { kindOfMedia } from '../../services/scan-reader/media.ts'
import { openCaseFile } from '../cases/case-file.ts'
import { newId } from '../cases/produce.ts'
import type { Counter, stampOf } from '../counter.ts'

type Made = Pick<PaperRecord, 'sha256' | 'blobRef' | 'media' | 'bytes' | 'pages'>

/** A file all of whose pages, in their order and unturned, are the paper: it is the paper, byte for byte. */
function wholeFile(pages: readonly ScanPageRecord[], files: readonly ScanFileRecord[]): Made | null {
  const [file] = files
  if (files.length !== 1 || !file || file.media === 'image/tiff' || !file.sha256 || !file.blobRef || !file.media) return null
  const whole = pages.length === file.pages && pages.every(({ pageNo, rotation }, index) => pageNo === index + 1 && rotation === 0)
  return whole ? { sha256: file.sha256, blobRef: file.blobRef, media: file.media, bytes: file.bytes, pages: pages.length } : null
}

async function makePaper(counter: Counter, tx: Writer, pages: readonly ScanPageRecord[]): Promise<Result<Made>> {
  const files: ScanFileRecord[] = []
  for (const fileId of new Set(pages.map((page) => page.fileId))) {
    const file = await findScanFile(tx, counter.vault, fileId)
    if (!file?.blobRef || !file.media) return refuse('FILE_MISSING')
    files.push(file)
  }
  const whole = wholeFile(pages, files)
  if (whole) return ok(whole)
  const given = []
  for (const { blobRef, media } of files) {
    const bytes = await counter.papers.get(blobRef ?? '')
    if (!bytes.ok) return bytes
    given.push({ bytes: bytes.value, kind: kindOfMedia(media ?? '') })
  }
  const order = files.map(({ fileId }) => fileId)
  const parts = pages.map(({ fileId, pageNo, rotation }) => ({ file: order.indexOf(fileId), pageNo, rotation }))
  const assembled = await counter.reader.assemble(given, parts)
  if (!assembled.ok) return assembled
  const stored = await counter.papers.put(assembled.value)
  if (!stored.ok) return stored
  const { sha256, ref, bytes } = stored.value
  return ok({ sha256, blobRef: ref, media: 'application/pdf', bytes, pages: pages.length })
}

/**
 * Makes the paper of an item anew from its pages, after pages came, went, turned or changed places. Pages of an accepted paper
 * stay with it; an unjudged paper is the same one from other pages; a refused one gives way to a new one, and is kept.
 */
export async function buildPaper(
  counter: Counter,
  tx: Writer,
  { at, staffId }: Pick<ReturnType<typeof stampOf>, 'at' | 'staffId'>,
  target: PageTarget,
): Promise<Result<void>> {
  const filing = papers(tx, counter.vault)
  const current = (await papersOfCase(tx, counter.vault, target.caseId)).filter(({ itemId, party }) => itemId === target.itemId && party === target.party)
  const scanned = await scannedPapers(
    tx,
    current.map(({ paperId }) => paperId),
  )
  const settled = new Set<string>(current.filter(({ verdict }) => verdict === 'OK').map(({ paperId }) => paperId))
  const pages = (await pagesOfItem(tx, target)).filter(({ paperId }) => paperId === null || !settled.has(paperId))
  const open = current.filter(({ verdict }) => verdict !== 'OK')
  if (pages.length === 0) {
    for (const { paperId } of open) if (scanned.has(paperId)) await filing.supersede(paperId, at)
    return ok(undefined)
  }
  const made = await makePaper(counter, tx, pages)
  if (!made.ok) return made
  const same = open.find(({ paperId, verdict }) => scanned.has(paperId) && verdict === 'UNCHECKED')
  for (const { paperId } of open) if (paperId !== same?.paperId) await filing.supersede(paperId, at)
  const paperId = same?.paperId ?? newId<PaperId>()
  if (same) await filing.rebuild(paperId, made.value)
  else {
    const file = await openCaseFile(counter, tx, target.caseId)
    const form = file.ok ? file.value.pack.checklist.items.find(({ id }) => id === target.itemId)?.form : undefined
    await filing.insert({
      paperId,
      ...target,
      ...made.value,
      receivedAt: at,
      receivedBy: staffId,
      issuedOn: null,
      expiresOn: null,
      signedBy: [],
      form: form ?? 'C',
      verdict: 'UNCHECKED',
      defects: [],
      note: '',
      checkedAt: null,
      checkedBy: null,
      supersededAt: null,
    })
  }
  await scanPages(tx).join(
    pages.map(({ pageId }) => pageId),
    paperId,
  )
  return ok(undefined)
}
