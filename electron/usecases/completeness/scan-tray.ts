import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { MAX_PAPER_BYTES, type StoredPaper } from '../../services/paper-store.ts'
import { checkScan, type ScanFacts } from '../../services/scan-check.ts'
import { kindOf } from '../../services/scan-kind.ts'
import type { Counter } from '../counter.ts'

export interface OfferedScan {
  readonly scanId: string
  readonly stored: StoredPaper
  readonly facts: ScanFacts
}

/** Scans checked and sealed, waiting to be filed to an item. Lost with the process: the customer's file is still on the desk. */
export interface ScanTray {
  /** Refuses SCAN_TOO_LARGE, every refusal of `checkScan`, SCAN_TOO_COSTLY, DISK_FULL. */
  offer(counter: Counter, bytes: Uint8Array): Promise<Result<OfferedScan>>
  /** Refuses SCAN_GONE. */
  take(scanId: string): Result<OfferedScan>
}

export function makeScanTray(): ScanTray {
  const tray = new Map<string, OfferedScan>()
  return {
    async offer(counter, bytes) {
      if (bytes.length > MAX_PAPER_BYTES) return refuse('SCAN_TOO_LARGE', { bytes: bytes.length, limit: MAX_PAPER_BYTES })
      // What the window cannot show is kept as the same pages in a PDF.
      const scan = kindOf(bytes) === 'TIFF' ? await counter.reader.assemble([{ bytes, kind: 'TIFF' }], null) : ok(bytes)
      if (!scan.ok) return scan
      const facts = await checkScan(scan.value)
      if (!facts.ok) return facts
      const stored = await counter.papers.put(scan.value)
      if (!stored.ok) return stored
      const offered = { scanId: randomUUID(), stored: stored.value, facts: facts.value }
      tray.set(offered.scanId, offered)
      return ok(offered)
    },
    take(scanId) {
      const offered = tray.get(scanId)
      tray.delete(scanId)
      return offered ? ok(offered) : refuse('SCAN_GONE')
    },
  }
}
