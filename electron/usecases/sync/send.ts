import type { Envelope } from '../../../core/batch/envelope.ts'
import type { Welcome } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { downSeqOf, officeKeysAt } from '../../../core/batch/office-keys.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { batches as batchesOf, findBatch } from '../../../db/repositories/batches.ts'
import { custodies } from '../../../db/repositories/custodies.ts'
import { LineCut, type OfficeClient } from '../../../protocol/office-client.ts'
import { type SendHooks, sendBatches } from '../../../protocol/send-batches.ts'
import { openNextDown } from '../../services/receipt-reader.ts'
import { disposeComplete } from '../batch/dispose-batches.ts'
import { knownOffice } from '../batch/enrolment-of.ts'
import { offerSealed } from '../batch/offer-sealed.ts'
import { mustEnrolAgain } from '../batch/restored-branch.ts'
import type { Counter } from '../counter.ts'
import { hearStanding } from './hear-standing.ts'
import { outgoingBatches } from './outgoing.ts'
import { downStream, inOnePass, NOTHING, plus, type Taken, takeDown } from './take-down.ts'

/** Head office knows more of this device than it does itself, or something else: a copy of it has been sending. */
async function forked(counter: Counter, welcome: Welcome, sealed: number): Promise<Result<null>> {
  const last = welcome.up.next - 1
  if (welcome.behind || last > sealed) return refuse('BRANCH_BEHIND', { seq: last, sealed })
  const ours = last > 0 ? await counter.database.read((reader) => findBatch(reader, counter.branch.epoch, last)) : null
  return ours && ours.envelopeSha256 !== welcome.up.head ? refuse('BATCH_FORK', { seq: last }) : ok(null)
}

async function receive(counter: Counter, session: Session | null, client: OfficeClient): Promise<Result<Taken>> {
  let total = NOTHING
  for (;;) {
    const { known, stream } = await counter.database.read(async (reader) => ({
      known: await knownOffice(counter, reader),
      stream: await downStream(counter, reader),
    }))
    if (!known.ok) return known
    let { keys: office } = known.value
    const page = await client.downPage(stream.appliedSeq)
    if (!page.ok) return page
    let place = stream
    for (const one of page.value.batches) {
      const parts = new Map<string, Buffer>()
      for (const { sha256 } of one.parts) {
        const bytes = await client.downPart(sha256)
        if (!bytes.ok) return bytes
        parts.set(sha256, bytes.value)
      }
      const files = { envelopeBytes: Buffer.from(one.envelope, 'base64'), signature: one.signature, read: async (sha256: string) => parts.get(sha256) ?? null }
      const next = await openNextDown({ keys: counter.keys.device, earlier: counter.keys.earlier, enrolment: known.value.enrolment, office }, place, files)
      if (!next.ok) return next
      if (!next.value) continue
      const taken = await takeDown(counter, session, next.value)
      if (!taken.ok) return taken
      total = plus(total, taken.value)
      office = next.value.office
      place = { ...place, appliedSeq: next.value.seq, head: next.value.hash }
    }
    if (!page.value.more || page.value.batches.length === 0) return ok(total)
  }
}

const hooksOf = (counter: Counter, more: Pick<SendHooks, 'part' | 'cancelled' | 'laneDone'>): SendHooks => ({
  ...more,
  async custody({ envelope }, receipt) {
    const kept = await counter.database.write(async (tx) => {
      const at = counter.clock.now()
      await custodies(tx).keep({ epoch: envelope.epoch, seq: envelope.seq, receipt, takenAt: at })
      const batch = await findBatch(tx, envelope.epoch, envelope.seq)
      if (batch?.state === 'SEALED') await batchesOf(tx).update({ ...batch, state: 'SENT', sentAt: at })
      return ok(null)
    })
    if (!kept.ok) throw new Error(kept.error.code)
  },
  async delivered({ envelope }) {
    const marked = await counter.database.write(async (tx) => ok(await custodies(tx).delivered(envelope.epoch, envelope.seq)))
    if (!marked.ok) throw new Error(marked.error.code)
  },
})

/** Takes what head office has, as often as it is asked; what was taken adds up, and a refusal is the last time. */
class Taking {
  private readonly once: () => Promise<Result<Taken>>
  all: Result<Taken> = ok(NOTHING)
  constructor(once: () => Promise<Result<Taken>>) {
    this.once = once
  }
  readonly now = async (): Promise<void> => {
    if (!this.all.ok) return
    const more = await this.once()
    this.all = more.ok ? ok(plus(this.all.value, more.value)) : more
  }
}

export interface Exchanged {
  readonly sent: number
  readonly taken: Taken
  /** Head office's clock less ours, in seconds: shown, never judged. */
  readonly clockSkewSeconds: number
}

/**
 * One exchange with head office: greet, send what is sealed (records first), take what it has for us: after each lane, since the next may
 * take hours, and at the end, also where the line was cut. A batch whose files are lost here (BATCH_FILES_LOST) keeps back neither those before it nor what
 * comes down.
 * Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, HEADOFFICE_NOT_ENROLLED, BRANCH_BEHIND, BATCH_FORK, STANDING_INVALID, and what sending and taking refuse.
 * @throws LineCut
 */
export async function exchange(
  counter: Counter,
  session: Session | null,
  client: OfficeClient,
  more: Pick<SendHooks, 'part' | 'cancelled'> & { readonly planned?: (bytes: number) => void } = {},
): Promise<Result<Exchanged>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  await offerSealed(counter)
  const { epoch, code } = counter.branch
  const state = await counter.database.read(async (reader) => ({
    known: await knownOffice(counter, reader),
    down: await downStream(counter, reader),
    last: await reader.get<{ seq: number; head: string }>(
      'SELECT seq, envelope_sha256 AS head FROM batch WHERE epoch = ? AND sealed_at IS NOT NULL ORDER BY seq DESC LIMIT 1',
      [epoch],
    ),
  }))
  if (!state.known.ok) return state.known
  const { enrolment, keys: office } = state.known.value
  const clockNow = (): string => `${counter.clock.now().slice(0, 19)}Z`
  const clock = clockNow()
  const up = state.last ?? { seq: 0, head: enrolment.closes?.head ?? NO_PREVIOUS }
  const down = { seq: state.down.appliedSeq, head: state.down.head }
  const greeting = { branch: code, epoch, app: counter.version, clock, up, down }
  const welcome = await client.hello(counter.keys.device.sign, greeting, () => ({ ...greeting, clock: clockNow() }))
  if (!welcome.ok) return welcome
  const fork = await forked(counter, welcome.value, up.seq)
  if (!fork.ok) return fork
  const heard = await hearStanding(counter, session, client, { welcome: welcome.value, office, down: down.seq })
  if (!heard.ok) return heard
  const fencedNow = mustEnrolAgain(counter)
  if (fencedNow) return fencedNow
  const { queue, lost } = await outgoingBatches(counter)
  more.planned?.(queue.reduce((sum, batch) => sum + batch.envelope.parts.reduce((bytes, part) => bytes + part.bytes, 0), 0))
  const vouches = (envelope: Envelope) => officeKeysAt(office, downSeqOf(envelope)).sign
  const options = { headOffice: vouches, partsInFlight: Math.min(4, welcome.value.limits.partsInFlight) }
  const taking = new Taking(() => inOnePass(counter, () => receive(counter, session, client)))
  const hooks = hooksOf(counter, { ...more, laneDone: taking.now })
  const sent = await sendBatches(client, queue, options, hooks).catch(async (error: unknown) => {
    // What was cut off first is told, whatever becomes of this.
    if (error instanceof LineCut) await taking.now().catch(() => undefined)
    throw error
  })
  // Answers are taken even when sending was refused: they may say why.
  await taking.now()
  const taken = taking.all
  if (!sent.ok) return sent
  if (!taken.ok) return taken
  if (taken.value.batches > 0) await disposeComplete(counter, session)
  if (lost) return lost
  return ok({ sent: queue.length, taken: taken.value, clockSkewSeconds: Math.round((Date.parse(welcome.value.serverTime) - Date.parse(clock)) / 1000) })
}
