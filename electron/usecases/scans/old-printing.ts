import { parsePageCode } from '../../../core/kernel/page-code.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findPrintedPage } from '../../../db/repositories/page-owners.ts'
import type { ScanPageRecord } from '../../../db/repositories/scan-pages.ts'
import type { Reader } from '../../../db/sql.ts'

/** No page of a printing that counts no more becomes a paper of the checklist, whoever files it. Refuses DOCUMENT_SUPERSEDED with its number and version. */
export async function checkPrinting(reader: Reader, pages: readonly Pick<ScanPageRecord, 'code'>[]): Promise<Result<void>> {
  for (const code of new Set(pages.map((page) => page.code))) {
    const read = code === null ? null : parsePageCode(code)
    if (!read?.ok) continue
    const { number, version } = read.value
    if ((await findPrintedPage(reader, read.value))?.superseded) return refuse('DOCUMENT_SUPERSEDED', { number, version })
  }
  return ok(undefined)
}
