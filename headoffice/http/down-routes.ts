import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HashText } from '../../core/batch/envelope.ts'
import { Challenge, DownPage, Enrolled, EnrolRequest, HelloRequest, RefusalBody, StandingAnswer, StandingQuery, Welcome } from '../../core/batch/exchange.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { readHello, writeStanding } from '../../protocol/hello-file.ts'
import { issueDown } from '../down/issue-down.ts'
import { holdsOurs, noteHeld } from '../down/note-held.ts'
import { standingOf } from '../down/standing.ts'
import { envelopeOf } from '../import/batch-content.ts'
import { enrolByCode } from '../import/enrol-code.ts'
import { secretOf } from '../import/office-keys.ts'
import { downAfter, type KnownBatch } from '../store/batches.ts'
import { isClosed } from '../store/closings.ts'
import type { HeldDown } from '../store/down-ahead.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { keysOfEpoch, openStream } from '../store/streams.ts'
import { CountedParam, type HttpContext, sendRefusal } from './context.ts'
import type { App } from './server.ts'
import { deviceOf } from './up-routes.ts'

const PAGE = 20

async function welcome(context: HttpContext, text: string): Promise<z.output<typeof Welcome> | Refusal> {
  const { office } = context.head
  const said = peek(text)
  const keys = said ? await keysOfEpoch(office.database, said.branch, said.epoch) : []
  // A key that gave way to another greets no more.
  const held = keys.filter((key) => (key.untilSeq ?? null) === null)
  const hello = held.map((key) => readHello(text, () => key)).find((read) => read !== null) ?? null
  if (!hello) return { code: 'BATCH_SENDER_UNKNOWN', details: { branch: said?.branch ?? '' } }
  if (!context.devices.redeem(hello.nonce)) return { code: 'CHALLENGE_UNKNOWN', details: {} }
  const { branch, epoch } = hello
  const [up, down] = [await openStream(office.database, branch, 'up'), await openStream(office.database, branch, 'down')]
  if (!up || !down || up.epoch !== epoch || (await isClosed(office.database, branch, epoch))) return { code: 'BATCH_EPOCH_CLOSED', details: { branch, epoch } }
  await hearHeld(context, branch, { epoch, ...hello.down })
  context.seen.note({ branch, app: hello.app, clock: hello.clock, at: office.now(), up: hello.up.seq, down: hello.down.seq })
  return {
    token: context.devices.open({ branch, epoch }),
    expiresInSeconds: context.devices.seconds,
    serverTime: office.now(),
    up: { next: up.appliedSeq + 1, head: up.head },
    down: { seq: down.appliedSeq, head: down.head },
    behind: hello.up.seq < up.appliedSeq || (hello.up.seq === up.appliedSeq && hello.up.head !== up.head && hello.up.seq > 0),
    limits: { partBytes: BATCH_LIMITS.partCipherBytes, envelopeBytes: BATCH_LIMITS.envelopeBytes, partsInFlight: 4 },
  }
}

/** A branch that holds what this folder never signed is noted at once, and head office stands still for it. */
async function hearHeld({ head: { office } }: HttpContext, branch: string, held: HeldDown): Promise<void> {
  if (await holdsOurs(office, branch, held)) return
  await office.lanes.run(branch, async () => {
    await noteHeld(office, branch, held)
    await issueDown(office, branch)
  })
}

/** The branch and epoch a greeting names, before it is believed: only to find the key that must have signed it. */
function peek(text: string): { branch: string; epoch: number } | null {
  let found: { branch: string; epoch: number } | null = null
  readHello(text, ({ branch, epoch }) => {
    found = { branch, epoch }
    return null
  })
  return found
}

async function downBatch(context: HttpContext, batch: KnownBatch): Promise<z.output<typeof DownPage>['batches'][number]> {
  const { office } = context.head
  const envelope = await envelopeOf(office.spool, batch.hash)
  return {
    epoch: batch.epoch,
    seq: batch.seq,
    envelopeHash: batch.hash,
    envelope: (await office.spool.need(batch.hash)).toString('base64'),
    signature: (await office.spool.need(batch.signatureRef)).toString('latin1'),
    parts: envelope.parts.map(({ n, sha256, bytes }) => ({ n, sha256, bytes })),
  }
}

/** 'bytes=100-' or 'bytes=100-199' of a whole; null when it cannot be served. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | null {
  if (header === undefined) return { from: 0, to: size - 1 }
  const [, from = '', to = ''] = /^bytes=(\d{1,9})-(\d{0,9})$/.exec(header) ?? []
  const range = { from: Number(from), to: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
  return from !== '' && range.from <= range.to ? range : null
}

/** Greeting, enrolment by code, and what comes down. */
export function downRoutes(app: App, context: HttpContext): void {
  const { office } = context.head
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const answers = { 401: RefusalBody, 403: RefusalBody, 404: RefusalBody, 409: RefusalBody, 422: RefusalBody }
  routes.get(
    '/v1/challenge',
    { schema: { tags: ['session'], summary: 'A value to sign, good once and for five minutes', response: { 200: Challenge } } },
    () => ({
      nonce: context.devices.challenge(),
      serverTime: office.now(),
    }),
  )
  routes.post(
    '/v1/hello',
    {
      schema: {
        tags: ['session'],
        summary: 'Greet with the device key; answers from where to go on',
        body: HelloRequest,
        response: { 200: Welcome, ...answers },
      },
    },
    async (request, reply) => {
      const before = context.head.troubles.length
      const answer = await welcome(context, request.body.signed)
      if (context.head.troubles.length > before) request.log.error({ troubles: context.head.troubles }, 'a branch stands still')
      return 'code' in answer ? sendRefusal(reply, answer) : reply.send(answer)
    },
  )
  routes.post(
    '/v1/enrol',
    {
      config: { rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: { tags: ['session'], summary: 'Enrol a device with a one-time code', body: EnrolRequest, response: { 200: Enrolled, ...answers } },
    },
    async (request, reply) => {
      const enrolled = await enrolByCode(office, request.body.code, Buffer.from(request.body.request))
      if (!enrolled.ok) return sendRefusal(reply, enrolled.error)
      context.devices.end(enrolled.value.branch)
      return reply.send({ enrolment: enrolled.value.text })
    },
  )
  routes.get(
    '/v1/standing',
    {
      schema: {
        tags: ['up'],
        summary: 'Which up batches head office has, signed over a value of the branch',
        querystring: StandingQuery,
        response: { 200: StandingAnswer, ...answers },
      },
    },
    async (request, reply) => {
      const device = deviceOf(context, request, reply)
      if (!device) return reply
      const standing = await office.lanes.run(device.branch, () => standingOf(office, device.branch))
      const { nonce, down } = request.query
      const keyId = standing && (await officeKeyAt(office.database, device.branch, standing.epoch, down + 1))
      if (!standing || !keyId) return sendRefusal(reply, { code: 'BATCH_SENDER_UNKNOWN', details: { branch: device.branch } })
      return reply.send({ standing: writeStanding(secretOf(office.keys, keyId).sign, { branch: device.branch, nonce, ...standing }) })
    },
  )
  routes.get(
    '/v1/down',
    {
      schema: {
        tags: ['down'],
        summary: 'Signed down batches after a number',
        querystring: z.object({ after: CountedParam }),
        response: { 200: DownPage, ...answers },
      },
    },
    async (request, reply) => {
      const device = deviceOf(context, request, reply)
      if (!device) return reply
      const found = await downAfter(office.database, device.branch, device.epoch, request.query.after, PAGE + 1)
      const batches = []
      for (const batch of found.slice(0, PAGE)) batches.push(await downBatch(context, batch))
      for (const { parts } of batches) for (const { sha256 } of parts) context.offered.add(device.branch, sha256)
      return reply.send({ batches, more: found.length > PAGE })
    },
  )
  routes.get(
    '/v1/down/parts/:sha256',
    {
      schema: {
        tags: ['down'],
        summary: 'One part of a listed down batch; Range is understood',
        params: z.object({ sha256: HashText }),
        response: { 200: z.unknown(), 206: z.unknown(), 416: z.unknown(), 401: RefusalBody, 404: RefusalBody },
      },
    },
    async (request, reply) => {
      const device = deviceOf(context, request, reply)
      if (!device) return reply
      const { sha256 } = request.params
      if (!context.offered.has(device.branch, sha256)) return sendRefusal(reply, { code: 'PART_NOT_ANNOUNCED', details: {} })
      const bytes = await office.spool.need(sha256)
      const range = rangeOf(request.headers.range, bytes.length)
      reply.header('accept-ranges', 'bytes').type('application/octet-stream')
      if (!range) return reply.code(416).header('content-range', `bytes */${bytes.length}`).send(Buffer.alloc(0))
      if (request.headers.range === undefined) return reply.send(bytes)
      return reply
        .code(206)
        .header('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
        .send(bytes.subarray(range.from, range.to + 1))
    },
  )
}
