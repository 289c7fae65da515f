import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import { PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { PLAIN_PROFILE } from '../../../core/contract/paper-print.ts'
import { findRegions, regionPlaces } from '../../../core/intake/find-regions.ts'
import { parseRegionTable } from '../../../core/intake/region-table.ts'
import { LINE, PEEK, ROW, TODAY } from './samples.ts'
import { drawSheet, samplePdf } from './sheets.ts'

type Answers = { readonly [C in keyof Calls]?: (input: z.output<Calls[C]['input']>) => z.output<Calls[C]['output']> }
const places = regionPlaces(parseRegionTable(import.meta.env.VITE_REGIONS as string))
const SHEET_WIDTH = 900
const MOST_REGIONS = 8

/** Behind the gallery stands no bank: a few calls are answered from samples, every other is refused. */
const ANSWERS: Answers = {
  'sync.status': () => LINE,
  'scans.folder': () => ({ folder: 'scans', state: 'WATCHING', since: null, batchId: null, waiting: null }),
  'home.today': () => ({
    businessDate: TODAY as never,
    todos: [{ todo: 'CHECK_PAPERS', count: 3, overdue: 1, cases: [] }],
    deadlines: [{ ...ROW }].map(({ caseId, version, applicationNo, name, productCode, amountFen, state, step, dueOn }) => ({
      caseId,
      version,
      applicationNo,
      name,
      productCode,
      amountFen,
      state,
      step,
      dueOn,
    })),
    returned: [],
    batches: { waiting: 2, toSeal: 1, unanswered: 0 },
  }),
  'cases.list': ({ search }) => ({ total: 1, rows: search === '' || ROW.name.toLowerCase().includes(search.toLowerCase()) ? [ROW] : [] }) as never,
  'cases.peek': () => PEEK,
  'cases.reveal': () => ({ value: '110199199003070017' }) as never,
  'contract.terms': () => ({ agreed: { ...PLAIN_TERMS, maximum: { ceilingFen: 40_000_000, from: TODAY, to: '2029-11-22' } } }) as never,
  'papers.settle': ({ releaseReason }) => ({ documentIds: releaseReason ? ['settlement', 'release'] : ['settlement'] }) as never,
  'documents.view': () => ({ url: `data:application/pdf;base64,${btoa(samplePdf())}`, media: 'application/pdf', pages: 2, bytes: 900 }),
  'documents.prints': () => ({ prints: [], pages: 2, copies: 3, profile: PLAIN_PROFILE }),
  'documents.print': () => ({ printId: 1, sheets: 6, answer: 'SENT' }),
  'documents.printed': () => ({}),
  'papers.view': () => ({ url: drawSheet(1, SHEET_WIDTH).toDataURL(), media: 'image/png', pages: 1, bytes: 90_000 }),
  'intake.regions': ({ text }) => ({ regions: findRegions(places, text, new Map(), MOST_REGIONS) }),
}

/** Stands in for the preload script of the window. */
export async function invokeSample(channel: string, input: unknown): Promise<unknown> {
  const answer = ANSWERS[channel as keyof Calls] as ((input: unknown) => unknown) | undefined
  return answer ? { ok: true, value: answer(input) } : { ok: false, error: { code: 'INTERNAL', details: {} } }
}
