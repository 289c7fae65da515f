import type { z } from 'zod'
import {
  Challenge,
  Committed,
  DownPage,
  Enrolled,
  type Hello,
  httpPaths,
  PartStored,
  RefusalBody,
  Registered,
  StandingAnswer,
  Welcome,
} from '../core/batch/exchange.ts'
import { ERROR_CODES, type ErrorCode } from '../core/errors.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { writeHello } from './hello-file.ts'
import type { SigningKey } from './minisign.ts'
import { tryStrictJson } from './strict-json.ts'

export interface CallRequest {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly token: string | null
  readonly json?: unknown
  readonly bytes?: Uint8Array
}
export interface CallAnswer {
  readonly status: number
  readonly body: Buffer
  readonly retryAfterSeconds: number | null
}
/** No whole answer came: the line was cut, timed out or never stood. */
export class LineCut extends Error {}
/** A line whose other end could not prove who it is: nothing was sent, and asking again would not help. */
export class LineUntrusted extends LineCut {}
/** One request over whatever line there is. @throws LineCut */
export type Call = (request: CallRequest) => Promise<CallAnswer>

/** How often a request is tried again, and how long to wait: full jitter from 1 s to 15 min, Retry-After honoured. */
export interface Patience {
  readonly tries: number
  readonly sleep: (milliseconds: number) => Promise<void>
  /** 0 ≤ x < 1 */
  readonly random: () => number
}
const [FIRST_MS, LONGEST_MS] = [1000, 15 * 60_000]
/** Milliseconds before try number `failed + 1`. @example waitMs(1, () => 0.5, null) // 500 */
export const waitMs = (failed: number, random: () => number, retryAfterSeconds: number | null): number =>
  Math.max(Math.floor(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failed - 1))), Math.min(LONGEST_MS, (retryAfterSeconds ?? 0) * 1000))

const BUSY = new Set([408, 425, 429, 500, 502, 503, 504])
const isCode = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code)

/** Details as a refusal of ours may carry them. */
const plain = (details: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '').slice(0, 200)]),
  )

function refusalOf(answer: CallAnswer): Result<never> {
  const body = RefusalBody.safeParse(tryStrictJson(answer.body))
  const code = body.success ? body.data.error.code : ''
  return isCode(code) ? refuse(code, plain(body.data?.error.details ?? {})) : refuse('LINE_REFUSED', { status: answer.status, reason: code })
}

async function patiently(call: Call, request: CallRequest, { tries, sleep, random }: Patience): Promise<CallAnswer> {
  for (let failed = 1; ; failed++) {
    const answer = await call(request).catch((error: unknown) => {
      if (error instanceof LineCut && !(error instanceof LineUntrusted) && failed < tries) return null
      throw error
    })
    if (answer && (!BUSY.has(answer.status) || failed >= tries)) return answer
    await sleep(waitMs(failed, random, answer?.retryAfterSeconds ?? null))
  }
}

/** What a device says of itself when it opens a session. */
export type Greeting = Omit<Hello, 'format' | 'nonce'>

/**
 * Head office as a branch reaches it. Every answer is held to its schema; a refusal keeps head office's own code.
 * Each method refuses LINE_REFUSED for an answer that is neither, and throws LineCut when patience has run out.
 */
export class OfficeClient {
  private readonly call: Call
  private readonly patience: Patience
  private token: string | null = null
  private greetAgain: (() => Promise<Result<Welcome>>) | null = null
  private greeting: Promise<Result<Welcome>> | null = null
  constructor(call: Call, patience: Patience) {
    this.call = call
    this.patience = patience
  }

  /** One request under the session; one that head office no longer knows, after its hour or a start of its own, is opened again, once. */
  private async answerTo(request: Omit<CallRequest, 'token'>): Promise<Result<CallAnswer>> {
    const { token } = this
    const answer = await patiently(this.call, { ...request, token }, this.patience)
    if (answer.status < 400) return ok(answer)
    const refused = refusalOf(answer)
    if (refused.ok || refused.error.code !== 'TOKEN_UNKNOWN' || !this.greetAgain) return refused
    if (this.token === token) {
      // Requests on the way together greet together.
      this.greeting ??= this.greetAgain().finally(() => {
        this.greeting = null
      })
      const greeted = await this.greeting
      if (!greeted.ok) return greeted
    }
    const again = await patiently(this.call, { ...request, token: this.token }, this.patience)
    return again.status < 400 ? ok(again) : refusalOf(again)
  }

  private async ask<T>(schema: z.ZodType<T>, request: Omit<CallRequest, 'token'>): Promise<Result<T>> {
    const answered = await this.answerTo(request)
    if (!answered.ok) return answered
    const answer = answered.value
    const parsed = schema.safeParse(tryStrictJson(answer.body))
    return parsed.success ? ok(parsed.data) : refuse('LINE_REFUSED', { status: answer.status, reason: 'answer' })
  }

  /**
   * Opens a session: a challenge, and a greeting signed over it.
   * @param again what is said when the session has to be opened once more
   */
  async hello(key: SigningKey, greeting: Greeting, again: () => Greeting = () => greeting): Promise<Result<Welcome>> {
    const welcome = await this.greet(key, greeting)
    if (welcome.ok) this.greetAgain = () => this.greet(key, again())
    return welcome
  }
  /** A greeting whose answer was lost has used its challenge up: it is said again over another, as often as anything is tried. */
  private async greet(key: SigningKey, greeting: Greeting): Promise<Result<Welcome>> {
    let welcome = await this.greetOnce(key, greeting)
    for (let tried = 1; tried < this.patience.tries && !welcome.ok && welcome.error.code === 'CHALLENGE_UNKNOWN'; tried++)
      welcome = await this.greetOnce(key, greeting)
    return welcome
  }
  private async greetOnce(key: SigningKey, greeting: Greeting): Promise<Result<Welcome>> {
    const challenge = await this.ask(Challenge, { method: 'GET', path: httpPaths.challenge })
    if (!challenge.ok) return challenge
    const signed = writeHello(key, { ...greeting, nonce: challenge.value.nonce })
    const welcome = await this.ask(Welcome, { method: 'POST', path: httpPaths.hello, json: { signed } })
    if (welcome.ok) this.token = welcome.value.token
    return welcome
  }

  register({ branch, epoch, seq }: Place, envelopeBytes: Uint8Array, signature: string): Promise<Result<Registered>> {
    const json = { envelope: Buffer.from(envelopeBytes).toString('base64'), signature }
    return this.ask(Registered, { method: 'PUT', path: httpPaths.register(branch, epoch, seq), json })
  }

  async putPart(sha256: string, bytes: Uint8Array): Promise<Result<null>> {
    const stored = await this.ask(PartStored, { method: 'PUT', path: httpPaths.part(sha256), bytes })
    if (!stored.ok) return stored
    return stored.value.sha256 === sha256 ? ok(null) : refuse('LINE_REFUSED', { status: 200, reason: 'part' })
  }

  commit({ branch, epoch, seq }: Place, envelopeHash: string): Promise<Result<Committed>> {
    return this.ask(Committed, { method: 'POST', path: httpPaths.commit(branch, epoch, seq), json: { envelopeHash } })
  }

  /** Which up batches head office has, as a signed file's text (`readStanding`). */
  standing(nonce: string, down: number): Promise<Result<{ standing: string }>> {
    return this.ask(StandingAnswer, { method: 'GET', path: httpPaths.standing(nonce, down) })
  }

  downPage(after: number): Promise<Result<DownPage>> {
    return this.ask(DownPage, { method: 'GET', path: httpPaths.down(after) })
  }

  async downPart(sha256: string): Promise<Result<Buffer>> {
    const answer = await this.answerTo({ method: 'GET', path: httpPaths.downPart(sha256) })
    return answer.ok ? ok(answer.value.body) : answer
  }

  /** Enrols with a one-time code; needs no session. */
  enrol(code: string, request: string): Promise<Result<{ enrolment: string }>> {
    return this.ask(Enrolled, { method: 'POST', path: httpPaths.enrol, json: { code, request } })
  }
}

export interface Place {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
}
