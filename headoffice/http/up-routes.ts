import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode, HashText } from '../../core/batch/envelope.ts'
import { Commit, Committed, PartStored, RefusalBody, Registered, Registration } from '../../core/batch/exchange.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { writeCustody } from '../../protocol/hello-file.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import { checkParts } from '../../protocol/hob-open.ts'
import { issueDown } from '../down/issue-down.ts'
import { noteHeld } from '../down/note-held.ts'
import { openUp } from '../import/accept-batch.ts'
import { judgePlace, takeCustody } from '../import/custody.ts'
import { keysSealedTo } from '../import/office-keys.ts'
import { CountedParam, type HttpContext, sendRefusal } from './context.ts'
import type { DeviceSession } from './device-sessions.ts'
import { missingParts, missingWhenRead } from './registered.ts'
import type { App } from './server.ts'

const Place = z.object({ branch: BranchCode, epoch: CountedParam, seq: CountedParam })
const answers = { 200: z.unknown(), 401: RefusalBody, 404: RefusalBody, 409: RefusalBody, 422: RefusalBody }

/** The device behind a request, or null after a refusal was sent. */
export function deviceOf(context: HttpContext, request: FastifyRequest, reply: FastifyReply, branch?: string): DeviceSession | null {
  const device = context.devices.of(request.headers.authorization)
  if (device && (branch === undefined || device.branch === branch)) return device
  sendRefusal(reply, { code: 'TOKEN_UNKNOWN', details: {} })
  return null
}

/** Envelope, signature and place of a registration, against the path it came on. */
async function openRegistration(context: HttpContext, place: z.output<typeof Place>, body: z.output<typeof Registration>): Promise<OpenEnvelope | Refusal> {
  const { office } = context.head
  const opened = await openUp(office, Buffer.from(body.envelope, 'base64'), body.signature)
  if (!opened.ok) return opened.error
  const { branch, epoch, seq } = opened.value.envelope
  if (branch !== place.branch || epoch !== place.epoch || seq !== place.seq) return { code: 'BATCH_ENVELOPE_INVALID', details: { reason: 'another place' } }
  const judged = await judgePlace(office, opened.value)
  if (!judged.ok) return judged.error
  if (judged.value.act !== 'fork' && judged.value.act !== 'chain') return opened.value
  // The evidence is kept by the same path that keeps it for a stick.
  const taken = await office.lanes.run(branch, () => takeCustody(office, opened.value, false, null))
  return taken.ok ? opened.value : taken.error
}

/** Registers envelopes, takes parts by their hash, commits (sync.md §4). */
export function upRoutes(app: App, context: HttpContext): void {
  const { office } = context.head
  const routes = app.withTypeProvider<ZodTypeProvider>()
  routes.put(
    '/v1/up/:branch/:epoch/:seq',
    {
      bodyLimit: 512 * 1024,
      schema: {
        tags: ['up'],
        summary: 'Register a signed envelope; answers which parts are missing',
        params: Place,
        body: Registration,
        response: { ...answers, 200: Registered },
      },
    },
    async (request, reply) => {
      if (!deviceOf(context, request, reply, request.params.branch)) return reply
      const batch = await openRegistration(context, request.params, request.body)
      if ('code' in batch) return sendRefusal(reply, batch)
      context.registered.add(batch)
      return reply.send({ envelopeHash: batch.hash, missing: await missingParts(office, batch.envelope.parts) })
    },
  )

  routes.put(
    '/v1/parts/:sha256',
    {
      bodyLimit: BATCH_LIMITS.partCipherBytes,
      schema: {
        tags: ['up'],
        summary: 'Send one part named in a registered envelope',
        params: z.object({ sha256: HashText }),
        response: { ...answers, 200: PartStored, 201: PartStored, 413: RefusalBody },
      },
    },
    async (request, reply) => {
      const device = deviceOf(context, request, reply)
      if (!device) return reply
      const { sha256 } = request.params
      const part = context.registered.partOf(device.branch, sha256)
      if (!part) return sendRefusal(reply, { code: 'PART_NOT_ANNOUNCED', details: {} })
      const length = Number(request.headers['content-length'] ?? part.bytes)
      if (length !== part.bytes) return sendRefusal(reply, { code: 'BATCH_PART_DAMAGED', details: { part: part.n } })
      const received = await office.spool.receive(sha256, request.raw, part.bytes)
      if (received === 'differs' || received === 'too-large') return sendRefusal(reply, { code: 'BATCH_PART_DAMAGED', details: { part: part.n } })
      if (received === 'stored') context.metrics.partBytes.inc(part.bytes)
      return reply.code(received === 'stored' ? 201 : 200).send({ sha256, stored: received === 'stored' })
    },
  )

  routes.post(
    '/v1/up/:branch/:epoch/:seq/commit',
    {
      schema: {
        tags: ['up'],
        summary: 'Take the batch into custody; answers with a signed receipt',
        params: Place,
        body: Commit,
        response: { ...answers, 200: Committed },
      },
    },
    async (request, reply) => {
      const { branch } = request.params
      if (!deviceOf(context, request, reply, branch)) return reply
      const batch = context.registered.get(branch, request.body.envelopeHash)
      if (!batch) return sendRefusal(reply, { code: 'BATCH_NOT_FOUND', details: {} })
      const answer = await commit(context, batch)
      if ('code' in answer) return sendRefusal(reply, answer)
      context.metrics.batches.inc({ state: answer.standing })
      return reply.send(answer)
    },
  )
}

async function commit(context: HttpContext, batch: OpenEnvelope): Promise<z.output<typeof Committed> | Refusal> {
  const { office } = context.head
  const { branch, epoch, seq, parts } = batch.envelope
  const missing = await missingWhenRead(office, parts)
  const first = await checkParts({ ...batch.envelope, parts: parts.slice(0, 1) }, office.spool.readPart)
  if (!first.ok) return first.error
  return await office.lanes.run(branch, async () => {
    const taken = await takeCustody(office, batch, missing.length === 0, null)
    if (!taken.ok) return taken.error
    await noteHeld(office, branch, batch.envelope.ack?.down ?? null)
    await issueDown(office, branch)
    const { state, nextSeq } = taken.value
    if (state === 'would-apply') return { code: 'BATCH_NOT_FOUND', details: {} }
    const entries = await office.index.entries(office.spool, branch)
    const at = entries.findLast((entry) => entry.act === 'custody' && entry.ref === batch.hash)?.at ?? office.now()
    // In the key its branch knew when it sealed the batch, as the batch itself says: the branch knows it whatever it has taken since.
    const known = keysSealedTo(office.keys, batch.envelope.recipients)
    if (!known) return { code: 'BATCH_FOR_OTHER_HEAD_OFFICE', details: { branch } }
    const custody = writeCustody(known.sign, { branch, epoch, seq, envelopeHash: batch.hash, at })
    return { custody, standing: state, nextSeq, missing }
  })
}
