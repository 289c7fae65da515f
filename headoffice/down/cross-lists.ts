import { createHash } from 'node:crypto'
import type { KeyIdentity } from '../../core/batch/cross-keys.ts'
import { classOf, type ListKind, listEntry, readCrossList, writeCrossList } from '../../core/batch/cross-list.ts'
import { CrossListBody, listIsDue, listMayBeDue, type SentList } from '../../core/batch/cross-list-body.ts'
import { listedPerson, listedThing } from '../../core/batch/cross-spelling.ts'
import { chinaDate, type DateOnly, parseDate } from '../../core/kernel/calendar.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { newListKey } from '../../protocol/list-key.ts'
import { derivedId } from '../../protocol/receipt.ts'
import type { Office } from '../office.ts'
import { isClosed } from '../store/closings.ts'
import { type OpenCase, openCasesElsewhere } from '../store/open-cases.ts'
import { openStream } from '../store/streams.ts'
import { mayBeTold } from './note-held.ts'
import { sealDown } from './seal-down.ts'

const PEOPLE = { preparedBy: 'headoffice-crosscheck', sealedBy: 'headoffice-lists' }
const REF = 'crosslist:'
const refOf = ({ madeOn, fingerprint }: SentList): string => `${REF}${madeOn}:${fingerprint}`

/** The list sent last in an epoch of a branch. */
async function lastSent(office: Office, branch: string, epoch: number): Promise<SentList | null> {
  const [row] = await office.database.query<{ ref: string }>(
    `select ref from delivery where branch_id = $1 and epoch = $2 and ref like '${REF}%' order by down_seq desc limit 1`,
    [branch, epoch],
  )
  const [day = '', fingerprint = ''] = (row?.ref ?? '').slice(REF.length).split(':')
  const madeOn = parseDate(day)
  return madeOn ? { madeOn, fingerprint } : null
}

const keysOf = ({ idNumber, collateral }: OpenCase): readonly (KeyIdentity & { readonly kind: ListKind })[] => [
  { kind: 'APPLICANT', text: listedPerson(idNumber).text },
  ...collateral.map((thing) => ({ kind: 'COLLATERAL' as const, text: listedThing(thing).text })),
]

/** The open cases of other branches under a key of their own. The fingerprint tells, without that key, whether two lists say the same. */
async function makeList(office: Office, branch: string, madeOn: DateOnly) {
  const key = newListKey()
  const said = createHash('sha256')
  const entries: string[] = []
  for await (const cases of openCasesElsewhere(office.database, office.seal, branch)) {
    for (const one of cases) {
      const caseClass = classOf(one.state)
      for (const identity of keysOf(one)) {
        said.update(`${office.seal.hash(identity)} ${caseClass}\n`)
        entries.push(listEntry(key.hash(identity), { kind: identity.kind, caseClass }))
      }
    }
  }
  const list = Buffer.from(writeCrossList({ madeOn, keyId: key.keyId }, entries))
  return { key, list, madeOn, count: readCrossList(list)?.count ?? 0, fingerprint: said.digest('hex').slice(0, 16) }
}
type Made = Awaited<ReturnType<typeof makeList>>

async function send(office: Office, branch: string, rev: number, { key, list, madeOn, count, fingerprint }: Made): Promise<void> {
  const file = { sha256: sha256Hex(list), bytes: list.length }
  const body = CrossListBody.parse({ madeOn, keyId: key.keyId, key: key.secret, count, file })
  const record = {
    type: 'crosscheck.keys',
    schema: 1,
    id: derivedId('crosscheck keys'),
    rev,
    body,
    blobs: [{ ...file, role: 'list', media: 'application/octet-stream' }],
  }
  await sealDown(office, branch, { ...PEOPLE, answers: refOf({ madeOn, fingerprint }), records: [record], blobs: [{ ...file, read: async () => list }] })
}

/** The caller holds the lane. */
async function issueWhenDue(office: Office, branch: string): Promise<void> {
  await mayBeTold(office, branch)
  const stream = await openStream(office.database, branch, 'down')
  // As for every other answer: a device that was closed is told nothing.
  if (!stream || (await isClosed(office.database, branch, stream.epoch))) return
  const today = chinaDate(office.now())
  const looked = `${branch} ${stream.epoch}`
  if (office.listed.get(looked) === today) return
  const last = await lastSent(office, branch, stream.epoch)
  if (listMayBeDue(last, today)) {
    const made = await makeList(office, branch, today)
    if (listIsDue(last, made)) await send(office, branch, stream.appliedSeq + 1, made)
    // Nothing was ever said, and nothing is there to say: what comes today is said today.
    else if (last === null) return
  }
  office.listed.set(looked, today)
}

/**
 * Sends branches the open cases of the others as keyed hashes, for use without a line: when they changed, at most once a day and branch. One
 * branch after another, since a list is held whole; one that cannot be told is a trouble and holds up none of the others.
 * @param goOn asked before each
 */
export async function issueCrossLists(office: Office, branches: readonly string[], goOn: () => boolean = () => true): Promise<void> {
  for (const branch of branches) {
    if (!goOn()) return
    const issue = (): Promise<unknown> => office.troubles.hold('lists', branch, () => issueWhenDue(office, branch))
    // A lane that stands still has said so.
    await office.lanes.run(branch, issue).catch(() => null)
  }
}

const HOUR_MS = 3_600_000
/** Looks after the lists now and every hour. @returns what ends it, once the branch it is at is done */
export function watchCrossLists(office: Office): () => Promise<void> {
  let [stopped, running] = [false, Promise.resolve()]
  const look = async (): Promise<void> => {
    const rows = await office.database.query<{ branch_id: string }>('select branch_id from branch order by branch_id')
    await issueCrossLists(
      office,
      rows.map(({ branch_id }) => branch_id),
      () => !stopped,
    )
  }
  const turn = (): void => {
    running = running.then(look).catch(() => undefined)
  }
  turn()
  const timer = setInterval(turn, HOUR_MS)
  timer.unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
  }
}
