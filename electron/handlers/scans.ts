import path from 'node:path'
import { isParty } from '../../core/completeness/parties.ts'
import type { PageTarget } from '../../core/completeness/scan-page.ts'
import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { findScanBatch, recentScanBatches } from '../../db/repositories/scan-batches.ts'
import { filedPagesOfCase, pagesInTray, pagesOfScanBatch, type ScanPageRecord } from '../../db/repositories/scan-pages.ts'
import type { Reader } from '../../db/sql.ts'
import { readScan } from '../services/read-scan.ts'
import { tickSignatures } from '../usecases/contract/tick-signatures.ts'
import { viewSignedSet } from '../usecases/contract/view-signed-set.ts'
import type { Counter } from '../usecases/counter.ts'
import { changePages, undoLast } from '../usecases/scans/change-pages.ts'
import { describePaper } from '../usecases/scans/describe-paper.ts'
import type { PagePictures, Viewer } from '../usecases/scans/page-pictures.ts'
import { saveSeparators } from '../usecases/scans/print-separators.ts'
import type { ScanDesk } from '../usecases/scans/scan-desk.ts'
import type { ScannerFolder } from '../usecases/scans/scanner-folder.ts'
import { takeFile } from '../usecases/scans/take-file.ts'
import { viewBatch, viewPages } from '../usecases/scans/view-pages.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

export interface ScanParts {
  readonly desk: ScanDesk
  readonly folder: ScannerFolder
  readonly pictures: PagePictures
  readonly ports: Pick<Ports, 'pickFiles' | 'pickFolder' | 'saveFile'>
}

const RECENT = 20
const caseOf = (caseId: string | null): CaseId | null => (caseId === null ? null : asId<CaseId>(caseId))

function targetOf({ caseId, itemId, party }: { caseId: string; itemId: string; party: string }): Result<PageTarget> {
  return isParty(party) ? ok({ caseId: asId<CaseId>(caseId), itemId, party }) : refuse('PARTY_UNKNOWN', { field: 'party', party })
}
const changed = (result: Awaited<ReturnType<typeof undoLast>>) => (result.ok ? ok({ action: result.value.action, pageIds: [...result.value.pageIds] }) : result)

export function scanHandlers(at: AtCounter, { desk, folder, pictures, ports }: ScanParts) {
  const shown = async (counter: Counter, viewer: Viewer, find: (reader: Reader) => Promise<ScanPageRecord[]>) =>
    counter.database.read(async (reader) => ok({ pages: await viewPages(counter, reader, pictures, viewer, await find(reader)) }))

  return {
    'scans.offer': at(async (counter, session, { batchId, caseId, fileName, bytes }) => {
      const taken = await takeFile(counter, session, { batchId, caseId: caseOf(caseId), origin: 'DROPPED' }, { fileName, bytes: ok(bytes) })
      if (!taken.ok) return taken
      desk.read(counter, session, taken.value.batchId)
      return ok({ batchId: taken.value.batchId })
    }),
    'scans.pick': at(async (counter, session, { caseId }, seat) => {
      const files = await asked(seat, session, () => ports.pickFiles('SCAN'))
      if (!files.ok) return files
      let batchId: string | null = null
      for (const file of files.value) {
        const given = { fileName: path.basename(file), bytes: await readScan(file) }
        const taken = await takeFile(counter, session, { batchId, caseId: caseOf(caseId), origin: 'PICKED' }, given)
        if (!taken.ok) return taken
        // Reading goes on beside the taking; asked again at the end for what came after it ran dry.
        if (batchId === null) desk.read(counter, session, taken.value.batchId)
        batchId = taken.value.batchId
      }
      if (batchId !== null) desk.read(counter, session, batchId)
      return ok({ batchId })
    }),
    'scans.batch': at((counter, _session, { batchId }) =>
      counter.database.read(async (reader) => {
        const batch = await findScanBatch(reader, batchId)
        return batch ? ok(await viewBatch(counter, reader, batch, desk.progress(batchId))) : refuse('SCAN_BATCH_NOT_FOUND')
      }),
    ),
    'scans.recent': at(async (counter, session) => {
      await desk.wake(counter, session)
      return counter.database.read(async (reader) => {
        const batches = []
        for (const batch of await recentScanBatches(reader, RECENT)) batches.push(await viewBatch(counter, reader, batch, desk.progress(batch.batchId)))
        return ok({ batches })
      })
    }),
    'scans.cancel': at(async (_counter, _session, { batchId }) => {
      desk.callOff(batchId)
      return ok({})
    }),
    'scans.resume': at(async (counter, session, { batchId }) => {
      desk.read(counter, session, batchId)
      return ok({})
    }),
    'scans.tray': at((counter, session, { batchId }, seat) =>
      shown(counter, { session, seat }, async (reader) => (await pagesInTray(reader)).filter((page) => batchId === null || page.batchId === batchId)),
    ),
    'scans.pages': at((counter, session, { batchId }, seat) => shown(counter, { session, seat }, (reader) => pagesOfScanBatch(reader, batchId))),
    'scans.filed': at((counter, session, { caseId }, seat) => shown(counter, { session, seat }, (reader) => filedPagesOfCase(reader, asId<CaseId>(caseId)))),
    'scans.file': at(async (counter, session, { pageIds, ...place }) => {
      const target = targetOf(place)
      return target.ok ? changed(await changePages(counter, session, { action: 'FILE', pageIds, target: target.value })) : target
    }),
    'scans.reorder': at(async (counter, session, { pageIds, ...place }) => {
      const target = targetOf(place)
      return target.ok ? changed(await changePages(counter, session, { action: 'REORDER', pageIds, target: target.value })) : target
    }),
    'scans.return': at(async (counter, session, { pageIds }) => changed(await changePages(counter, session, { action: 'RETURN', pageIds }))),
    'scans.rotate': at(async (counter, session, { pageIds, rotation }) =>
      changed(await changePages(counter, session, { action: 'ROTATE', pageIds, rotation })),
    ),
    'scans.discard': at(async (counter, session, { pageIds, reason }) => changed(await changePages(counter, session, { action: 'DISCARD', pageIds, reason }))),
    'scans.undo': at(async (counter, session) => changed(await undoLast(counter, session))),
    'scans.describe': at(describePaper),
    'scans.signedSet': at((counter, session, input, seat) => viewSignedSet(counter, pictures, { session, seat }, input)),
    'scans.tickSignature': at(tickSignatures),
    'scans.folder': at((counter, session, _input, seat) => folder.look(counter, session, seat)),
    'scans.watch': at(async (counter, session, _input, seat) => {
      const chosen = await asked(seat, session, () => ports.pickFolder('SCANNER'))
      if (!chosen.ok) return chosen
      return chosen.value === null ? folder.look(counter, session, seat) : folder.choose(counter, session, seat, chosen.value)
    }),
    'scans.unwatch': at((counter, session) => folder.leave(counter, session)),
    'scans.separators': at((counter, session, order, seat) =>
      saveSeparators(counter, session, order, (name) => asked(seat, session, () => ports.saveFile(name))),
    ),
  } satisfies HandlersOf<'scans'>
}
