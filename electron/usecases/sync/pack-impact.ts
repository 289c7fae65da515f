import { limitsOf } from '../../../core/intake/check-application.ts'
import { checkDraft } from '../../../core/intake/draft.ts'
import { listedIn } from '../../../core/intake/risk-list.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { newlyStopped, type PackChange, packChanges, type Standing } from '../../../core/loan-case/pack-change.ts'
import { STATES, type State } from '../../../core/loan-case/states.ts'
import { exposureOf } from '../../../db/repositories/exposure.ts'
import { waiversOfCase } from '../../../db/repositories/waivers.ts'
import { jsonList, type Reader } from '../../../db/sql.ts'
import { type ProductPack, packFor, versionsOf } from '../../services/packs.ts'
import { authorityOf } from '../approval/measure-terms.ts'
import { type CaseFile, caseFacts, openCaseFile, reportOf, submitted, typedSoFar } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { assessCase } from '../scoring/assess-case.ts'

/** Cases whose rules still matter: not yet signed. */
const OPEN: readonly State[] = STATES.slice(0, STATES.indexOf('CONTRACTED'))
/** Cases that are still stopped when somebody of them is put on a list: the money is not out. */
const UNPAID: readonly State[] = STATES.slice(0, STATES.indexOf('DISBURSED'))
/** After the score the figures are part of a decision: the case is returned first. */
const MOVABLE: readonly State[] = ['DRAFT', 'DOC_CHECK', 'DEFICIENT', 'ACCEPTED', 'SURVEY']

/** An open case that would stand otherwise under the versions now in force. */
export interface Impact {
  readonly caseId: CaseId
  readonly version: number
  readonly applicationNo: string | null
  readonly state: State
  readonly from: string
  readonly to: string
  readonly movable: boolean
  readonly why: PackChange[]
}

async function standing(counter: Counter, reader: Reader, file: CaseFile, pack: ProductPack): Promise<Standing> {
  const application = file.record.application ?? (await typedSoFar(counter, reader, file.record.caseId))
  const issues = application ? checkDraft(application, { today: file.today, product: limitsOf(pack.product) }).issues : []
  const facts = application && caseFacts(counter, pack, application, file.record.signedOn ?? file.today)
  const under = { ...file, pack, facts, report: facts && reportOf({ ...file, pack }, facts, await waiversOfCase(reader, counter.vault, file.record.caseId)) }
  const at = submitted(under)
  const assessed = at.ok ? assessCase(at.value) : at
  if (!at.ok || !assessed.ok) return { issues, report: under.report, assessment: null, authority: null }
  const ruled = { ...at.value, pack: { ...pack, authority: pack.parameters.authority } }
  const authority = authorityOf(ruled, assessed.value, await exposureOf(reader, counter.vault, file.record, file.record.amountFen))
  return { issues, report: under.report, assessment: assessed.value, authority: authority?.level ?? null }
}

/** What a case is decided under, in one order: its product with all it names, the LPR, the letter of authority. */
const versionsIn = ({ product, parameters, tables }: ProductPack): string[] => [
  product.version,
  tables.lpr ?? parameters.version,
  tables.authority ?? parameters.version,
]

/** The versions in which two packs differ; empty when they are the same. @example betweenPacks(kept, newest) // { from: 'PARAM@2', to: 'LPR@1' } */
function betweenPacks(kept: ProductPack, newest: ProductPack): { readonly from: string; readonly to: string } {
  const [old, next] = [versionsIn(kept), versionsIn(newest)]
  const other = next.flatMap((version, index) => (version === old[index] ? [] : [index]))
  const named = (versions: readonly string[]): string => [...new Set(other.map((index) => versions[index]))].join(' ')
  return { from: named(old), to: named(next) }
}

async function impactOn(counter: Counter, reader: Reader, file: CaseFile): Promise<Impact | null> {
  const { record, pack } = file
  const newest = packFor(counter.packs, record.productCode)
  if (!newest) return null
  const between = betweenPacks(pack, newest)
  if (between.to === '') return null
  const why = packChanges(await standing(counter, reader, file, pack), await standing(counter, reader, file, newest))
  const { caseId, version, applicationNo, state } = record
  return { caseId, version, applicationNo, state, ...between, movable: MOVABLE.includes(state), why }
}

/** A case whose people are on a list in force: it is not moved, it is stopped. */
function listedImpact({ packs }: Counter, { record, today }: CaseFile): Impact | null {
  const why = (record.application ? listedIn(packs.riskLists, record.application, today) : []).map(
    ({ party, list }): PackChange => ({ what: 'LISTED', item: party, before: null, after: list }),
  )
  const { caseId, version, applicationNo, state } = record
  return why.length === 0 ? null : { caseId, version, applicationNo, state, from: '', to: 'RISK_LISTS', movable: false, why }
}

/** The open cases that would change under what is now in force, and why; a case without a difference is listed with an empty `why`. */
export async function packImpact(counter: Counter): Promise<Impact[]> {
  return counter.database.read(async (reader) => {
    const open = await reader.all<{ id: CaseId }>('SELECT id FROM loan_case WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id', [jsonList(UNPAID)])
    const impacts: Impact[] = []
    for (const { id } of open) {
      const file = await openCaseFile(counter, reader, id)
      if (!file.ok) continue
      const impact = OPEN.includes(file.value.record.state) ? await impactOn(counter, reader, file.value) : null
      for (const one of [impact, listedImpact(counter, file.value)]) if (one) impacts.push(one)
    }
    return impacts
  })
}

/**
 * The manager moves a case to the versions now in force; otherwise it keeps those it was opened under.
 * Refuses PACK_MOVE_TOO_LATE once it has been scored, PACK_NOTHING_NEWER, PACK_MOVE_UNFIT when its form does not fit the product any more, and what `changeCase` refuses.
 */
export const moveCase = (counter: Counter, session: Session, request: CaseAt & { readonly reason: string }): Promise<Result<Moved & { to: string }>> =>
  changeCase(counter, session, request, 'sync.moveCase', async (tx, file) => {
    const { record } = file
    if (!MOVABLE.includes(record.state)) return refuse('PACK_MOVE_TOO_LATE', { state: record.state })
    if (request.reason.trim() === '') return refuse('REASON_MISSING', { field: 'reason' })
    const newest = packFor(counter.packs, record.productCode)
    const between = newest && betweenPacks(file.pack, newest)
    if (!newest || !between?.to) return refuse('PACK_NOTHING_NEWER')
    const under = await standing(counter, tx, file, newest)
    const stopped = record.application && newlyStopped(await standing(counter, tx, file, file.pack), under)
    if (stopped) return refuse('PACK_MOVE_UNFIT', { ...stopped.details, field: stopped.path, reason: stopped.code })
    return ok({
      action: null,
      reason: request.reason,
      patch: { packVersions: { ...record.packVersions, ...versionsOf(newest) } },
      view: { facts: file.facts, report: under.report ?? file.report },
      value: { to: between.to },
    })
  })
