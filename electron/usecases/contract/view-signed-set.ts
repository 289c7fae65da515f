import type { SignedSetView } from '../../../core/bridge/signed-set-view.ts'
import { PAPER_CODES, type PaperKind } from '../../../core/contract/paper-kinds.ts'
import { SIGNATURE_SEERS, signedSetGaps, TICKS_NEEDED } from '../../../core/contract/signed-set.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { asId } from '../../../core/kernel/ids.ts'
import type { PageIdentity } from '../../../core/kernel/page-code.ts'
import { parsePageCode } from '../../../core/kernel/page-code.ts'
import { hasRole } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { openCaseFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import type { PagePictures, Viewer } from '../scans/page-pictures.ts'
import { viewPages } from '../scans/view-pages.ts'
import { setBackOf } from './signed-set.ts'

const kindOf = (code: string): PaperKind | null => (Object.entries(PAPER_CODES).find(([, letters]) => letters === code)?.[0] as PaperKind | undefined) ?? null
const said = ({ kind, number, version, page, pages }: PageIdentity) => ({ kind: kindOf(kind) ?? kind, number, version, page, pages })

/** The scan-back board (S17): every page that must come back, what came back wrong, and who saw the signatures. Refuses CASE_NOT_FOUND. */
export const viewSignedSet = (counter: Counter, pictures: PagePictures, viewer: Viewer, request: { readonly caseId: string }): Promise<Result<SignedSetView>> =>
  counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, asId<CaseId>(request.caseId))
    if (!file.ok) return file
    const rule = file.value.pack.parameters.signedSet
    const set = await setBackOf(counter, reader, file.value)
    const seers = { ticksNeeded: TICKS_NEEDED, mayTick: hasRole(viewer.session, ...SIGNATURE_SEERS) }
    if (!set) return ok({ begun: false, rule, gaps: [], ...seers, pages: [], alongside: [], unplaced: [], faults: [] })
    const shown = new Map((await viewPages(counter, reader, pictures, viewer, [...set.pages.values()])).map((view) => [view.pageId, view]))
    const names = await staffNames(reader, [...new Set(set.ticks.map(({ staffId }) => staffId))])
    const pages = set.expected.map((page) => {
      const pageId = set.back.matched.find((one) => one.page === page)?.pageId
      return {
        ...said(page),
        scan: (pageId === undefined ? null : shown.get(pageId)) ?? null,
        places: set.placesOf(page).map(({ label, left, top, width, height }) => ({ label, left, top, width, height })),
        ticks: set.ticks
          .filter((tick) => tick.pageId === pageId)
          .map(({ staffId, tickedAt }) => ({ name: names.get(staffId) ?? '', at: tickedAt, mine: staffId === viewer.session.staffId })),
      }
    })
    const compared = new Set([...set.back.matched, ...set.back.faults].map(({ pageId }) => pageId))
    const alongside = [...set.pages.values()].flatMap(({ pageId, state }) => (state === 'FILED' && !compared.has(pageId) ? [pageId] : []))
    const unplaced = set.unplaced.map(({ kind, number }) => ({ kind, number }))
    const faults = set.back.faults.flatMap(({ pageId, fault }) => {
      const scan = shown.get(pageId)
      const code = set.pages.get(pageId)?.code
      const identity = code ? parsePageCode(code) : null
      return scan ? [{ fault, scan, said: identity?.ok ? said(identity.value) : null }] : []
    })
    return ok({ begun: set.state.begun, rule, gaps: signedSetGaps(set.state, rule), ...seers, pages, alongside, unplaced, faults })
  })
