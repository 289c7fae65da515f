import { type AskedElsewhere, askedElsewhere } from '../../../core/batch/asked-elsewhere.ts'
import { type CaseClass, findListed, type ListKind, listIsOld, pageOfHash } from '../../../core/batch/cross-list.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok } from '../../../core/kernel/result.ts'
import { ENDED_STATES } from '../../../core/loan-case/states.ts'
import { type CrossWarning, insertWarning, type KeptList, keptList, listAccess, listPage, warningKnown } from '../../../db/repositories/cross-lists.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Vault } from '../../../db/vault.ts'
import { listKeyOf } from '../../../protocol/list-key.ts'
import { SealBroken } from '../../services/aead.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** A person or thing of a form that another branch has a case about: what, how far that has come, and nothing of whose it is. */
export interface Elsewhere {
  /** The field of the form, e.g. 'guarantors.0.idNumber'. */
  readonly path: string
  readonly kind: ListKind
  readonly caseClass: CaseClass
}
/** The list that was asked. */
export interface ListAsked {
  readonly madeOn: DateOnly
  readonly entries: number
  readonly old: boolean
  /** False when it was altered: it is not taken for one that lists nothing. */
  readonly readable: boolean
}
export interface AskedList {
  /** Null before the first. */
  readonly list: ListAsked | null
  readonly found: Elsewhere[]
}

/** The list as it stands here; null before the first. */
export async function listHere({ clock }: Pick<Counter, 'clock'>, reader: Reader): Promise<ListAsked | null> {
  const kept = await keptList(reader)
  return kept && { madeOn: kept.madeOn, entries: kept.entries, old: listIsOld(kept.madeOn, clock.calendarDate()), readable: true }
}

type Hit = Elsewhere & Pick<AskedElsewhere, 'identity'>
/** Looks each up, one page of the list for each. Null when the list was altered. */
export async function lookUp({ vault }: Pick<Counter, 'vault'>, reader: Reader, asked: readonly AskedElsewhere[]): Promise<Hit[] | null> {
  const kept = asked.length > 0 ? await keptList(reader) : null
  if (!kept) return []
  try {
    return await lookUpIn(vault, reader, kept, asked)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
async function lookUpIn(vault: Vault, reader: Reader, kept: KeptList, asked: readonly AskedElsewhere[]): Promise<Hit[]> {
  const { key, firsts } = await listAccess(reader, vault, kept)
  const listKey = listKeyOf(key)
  const hits: Hit[] = []
  for (const { path, identity } of asked) {
    const hash = listKey.hash(identity)
    const page = pageOfHash(firsts, hash)
    const mark = page < 0 ? null : findListed(await listPage(reader, vault, kept, page), hash)
    if (mark?.kind === identity.kind) hits.push({ path, identity, ...mark })
  }
  return hits
}

interface LookAt {
  readonly caseId: CaseId
  readonly body: unknown
  /** Where it is shown, as the audit log has it. */
  readonly action: 'intake.check' | 'sync.findings'
}

/**
 * What other branches have about the people and things of a form, by head office's list (features 5.6): without a line, and it stops nothing.
 * The first time each is shown for a case stands on the audit log, with who saw it and the day of the list.
 */
export async function casesElsewhere(counter: Counter, session: Session, { caseId, body, action }: LookAt): Promise<AskedList> {
  const asked = askedElsewhere(body)
  const markOf = ({ identity, caseClass }: Hit): CrossWarning => ({
    caseId,
    caseClass,
    mark: counter.vault.blindIndex('ID', `${identity.kind} ${identity.text}`),
  })
  const { list, hits, fresh } = await counter.database.read(async (reader) => {
    const found = await lookUp(counter, reader, asked)
    const hits = found ?? []
    const known = await Promise.all(hits.map((hit) => warningKnown(reader, markOf(hit))))
    const here = await listHere(counter, reader)
    return { list: here && { ...here, readable: found !== null }, hits, fresh: hits.filter((_, at) => !known[at]) }
  })
  if (fresh.length > 0) {
    await counter.database.write(async (tx) => {
      for (const hit of fresh) {
        const subject = `${hit.kind} ${hit.caseClass} ${list?.madeOn ?? ''}`.trim()
        if (await insertWarning(tx, markOf(hit))) await note(counter, tx, session, { action, caseId, subject })
      }
      return ok(null)
    })
  }
  return { list, found: hits.map(({ path, kind, caseClass }) => ({ path, kind, caseClass })) }
}

/** The same of a case as it was submitted, while it has not ended; without a case, of the list alone. */
export async function elsewhereOfCase(counter: Counter, session: Session, caseId: CaseId | null): Promise<AskedList> {
  const record = caseId && (await counter.database.read((reader) => findCase(reader, counter.vault, caseId)))
  if (record?.application && !ENDED_STATES.includes(record.state))
    return casesElsewhere(counter, session, { caseId: record.caseId, body: record.application, action: 'sync.findings' })
  return { list: await counter.database.read((reader) => listHere(counter, reader)), found: [] }
}
