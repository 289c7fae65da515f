import { z } from 'zod'
import { BranchCode, HashText, InstantText } from './envelope.ts'
import { BATCH_LIMITS } from './limits.ts'
import { UpStanding } from './up-standing.ts'

/** The messages of HOB/1 over HTTP (sync.md §4). Bytes of batches travel unchanged; JSON carries only what is around them. */
const Seq = z.int().min(0).max(1_000_000_000)
const Epoch = z.int().min(1).max(1_000_000_000)
const base64Of = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
const SignatureText = z.string().max(1024)
const StandsAt = z.strictObject({ seq: Seq, head: HashText })
/** A random value head office gives out once, for a few minutes. */
const Nonce = z.string().regex(/^[0-9a-f]{32}$/)

/** Answer to `GET /v1/challenge`. */
export const Challenge = z.strictObject({ nonce: Nonce, serverTime: InstantText })
export type Challenge = z.output<typeof Challenge>

export const HELLO_PURPOSE = 'hob-hello/1'
/**
 * Payload of the signed file that opens a session (`POST /v1/hello`, signed with the device key, purpose `hob-hello/1`).
 * `up` is the last batch this device sealed, `down` the last it applied; `clock` is shown at head office, never judged.
 */
export const Hello = z.strictObject({
  format: z.literal(HELLO_PURPOSE),
  branch: BranchCode,
  epoch: Epoch,
  nonce: Nonce,
  app: z.string().max(40),
  clock: InstantText,
  up: StandsAt,
  down: StandsAt,
})
export type Hello = z.output<typeof Hello>
/** Body of `POST /v1/hello`: the signed file's text. */
export const HelloRequest = z.strictObject({ signed: z.string().max(64 * 1024) })

/** What head office answers: from where to go on. `token` is sent as `Authorization: Bearer …` with every later request. */
export const Welcome = z.strictObject({
  token: z.string().regex(/^[0-9a-f]{64}$/),
  expiresInSeconds: z.int().min(1),
  serverTime: InstantText,
  up: z.strictObject({ next: z.int().min(1), head: HashText }),
  down: StandsAt,
  /** True when the device knows of fewer batches than head office has from it: it was restored or cloned and must enrol again. */
  behind: z.boolean(),
  limits: z.strictObject({ partBytes: z.int(), envelopeBytes: z.int(), partsInFlight: z.int().min(1) }),
})
export type Welcome = z.output<typeof Welcome>

/** Body of `PUT /v1/up/BRANCH/EPOCH/SEQ`: the exact bytes of envelope.json, and its signature. */
export const Registration = z.strictObject({ envelope: base64Of(BATCH_LIMITS.envelopeBytes), signature: SignatureText })
export type Registration = z.output<typeof Registration>
/** `missing`: the part numbers head office does not have yet, lane 0 first. */
export const Registered = z.strictObject({ envelopeHash: HashText, missing: z.array(z.int().min(0)).max(BATCH_LIMITS.parts) })
export type Registered = z.output<typeof Registered>

/** Answer to `PUT /v1/parts/SHA256` (body: the part's bytes): 201 stored, 200 head office had it. */
export const PartStored = z.strictObject({ sha256: HashText, stored: z.boolean() })

export const STANDING_PURPOSE = 'hob-standing/1'
/** Payload of the file head office signs when asked which up batches it has: good for the one nonce the branch chose. */
export const StandingSaid = UpStanding.extend({ format: z.literal(STANDING_PURPOSE), branch: BranchCode, nonce: Nonce })
export type StandingSaid = z.output<typeof StandingSaid>
/** Query of `GET /v1/standing`; `down` is the last down batch the branch has taken: the key of the next one signs. */
export const StandingQuery = z.object({ nonce: Nonce, down: z.coerce.number().int().min(0).max(BATCH_LIMITS.counted) })
/** The signed file's text. */
export const StandingAnswer = z.strictObject({ standing: z.string().max(64 * 1024) })

/** Body of `POST …/commit`. */
export const Commit = z.strictObject({ envelopeHash: HashText })

export const CUSTODY_PURPOSE = 'hob-custody/1'
/** Payload of the custody receipt, a file signed by head office: envelope and records are durable there. */
export const CustodyReceipt = z.strictObject({
  format: z.literal(CUSTODY_PURPOSE),
  branch: BranchCode,
  epoch: Epoch,
  seq: Epoch,
  envelopeHash: HashText,
  at: InstantText,
})
export type CustodyReceipt = z.output<typeof CustodyReceipt>

/** Where a committed batch stands. `waiting`: a batch before it is missing. */
export const BATCH_STANDINGS = ['applied', 'skipped', 'waiting', 'quarantined'] as const
export const Committed = z.strictObject({
  /** The signed custody receipt's text. */
  custody: z.string().max(64 * 1024),
  standing: z.enum(BATCH_STANDINGS),
  /** With `waiting`: the sequence number head office needs next. */
  nextSeq: z.int().nullable(),
  /** Parts of later lanes still to come: commit again when they are there. */
  missing: z.array(z.int().min(0)),
})
export type Committed = z.output<typeof Committed>

const DownBatch = z.strictObject({
  epoch: Epoch,
  seq: Epoch,
  envelopeHash: HashText,
  envelope: base64Of(BATCH_LIMITS.envelopeBytes),
  signature: SignatureText,
  parts: z.array(z.strictObject({ n: z.int(), sha256: HashText, bytes: z.int() })),
})
/** Answer to `GET /v1/down?after=SEQ`: batches of the open epoch in order; `more` when another page follows. */
export const DownPage = z.strictObject({ batches: z.array(DownBatch).max(20), more: z.boolean() })
export type DownPage = z.output<typeof DownPage>

/** Body of `POST /v1/enrol`: the one-time code head office gave to a person, and the key file's text. */
export const EnrolRequest = z.strictObject({ code: z.string().min(8).max(40), request: z.string().max(64 * 1024) })
/** The signed enrolment file's text. The branch checks it against the fingerprint it was given by another way. */
export const Enrolled = z.strictObject({ enrolment: z.string().max(64 * 1024) })

/** Every refusal over HTTP. */
export const RefusalBody = z.strictObject({ error: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) }) })

/** The paths, the same on both ends. @example httpPaths.register('BR0001', 1, 7) // '/v1/up/BR0001/1/7' */
export const httpPaths = {
  challenge: '/v1/challenge',
  hello: '/v1/hello',
  enrol: '/v1/enrol',
  register: (branch: string, epoch: number, seq: number): string => `/v1/up/${branch}/${epoch}/${seq}`,
  commit: (branch: string, epoch: number, seq: number): string => `/v1/up/${branch}/${epoch}/${seq}/commit`,
  part: (sha256: string): string => `/v1/parts/${sha256}`,
  standing: (nonce: string, down: number): string => `/v1/standing?nonce=${nonce}&down=${down}`,
  down: (after: number): string => `/v1/down?after=${after}`,
  downPart: (sha256: string): string => `/v1/down/parts/${sha256}`,
} as const
