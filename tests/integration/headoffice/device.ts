import type { AddressInfo } from 'node:net'
import type { z } from 'zod'
import { Challenge, Committed, DownPage, httpPaths, PartStored, Registered, Welcome } from '../../../core/batch/exchange.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { type App, buildService, type ServiceOptions } from '../../../headoffice/http/server.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { writeHello } from '../../../protocol/hello-file.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { type Counter, NOW } from '../batch/counter.ts'

export interface Service {
  readonly app: App
  readonly url: string
}
/** The service over an open head office, really listening. */
export async function serve(office: HeadOffice, options: Partial<ServiceOptions> = {}): Promise<Service> {
  const app = await buildService(office, { log: false, ...options })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` }
}

const json = { 'content-type': 'application/json' }

/** The plainest device that speaks the protocol: one request after another, no retries. */
export class Device {
  readonly counter: Counter
  readonly url: string
  token = ''
  constructor(url: string, counter: Counter) {
    this.url = url
    this.counter = counter
  }
  private get head(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` }
  }
  async call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: { error?: { code: string; details: Record<string, unknown> } } & Record<string, unknown> }> {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${this.url}${path}`, { method, headers: body === undefined ? this.head : { ...this.head, ...json }, ...init })
    return { status: answer.status, body: await answer.json() }
  }
  private async asked<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return schema.parse(answer.body)
  }
  async hello(
    change: { clock?: string; epoch?: number; up?: { seq: number; head: string }; down?: { seq: number; head: string } } = {},
  ): Promise<z.output<typeof Welcome>> {
    const { nonce } = await this.asked(Challenge, 'GET', httpPaths.challenge)
    const { enrolment, keys } = this.counter
    const none = { seq: 0, head: NO_PREVIOUS }
    const said = { branch: enrolment.branch, epoch: enrolment.epoch, nonce, app: '0.1.0', clock: NOW, up: none, down: none, ...change }
    const answer = await this.asked(Welcome, 'POST', httpPaths.hello, { signed: writeHello(keys.sign, said) })
    this.token = answer.token
    return answer
  }
  register(batch: SealedBatch): Promise<z.output<typeof Registered>> {
    const { branch, epoch, seq } = batch.envelope
    const body = { envelope: batch.envelopeBytes.toString('base64'), signature: batch.signature }
    return this.asked(Registered, 'PUT', httpPaths.register(branch, epoch, seq), body)
  }
  async putBytes(sha256: string, bytes: Uint8Array): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${this.url}${httpPaths.part(sha256)}`, {
      method: 'PUT',
      headers: { ...this.head, 'content-type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    })
    return { status: answer.status, body: await answer.json() }
  }
  async putPart(batch: SealedBatch, n: number): Promise<number> {
    const sha256 = batch.envelope.parts[n]?.sha256 ?? ''
    const bytes = await readBounded(partFile(this.counter.outbox, sha256), 1 << 24)
    const answer = await this.putBytes(sha256, bytes ?? new Uint8Array())
    if (answer.status < 300) PartStored.parse(answer.body)
    return answer.status
  }
  commit(batch: SealedBatch): Promise<z.output<typeof Committed>> {
    const { branch, epoch, seq } = batch.envelope
    return this.asked(Committed, 'POST', httpPaths.commit(branch, epoch, seq), { envelopeHash: batch.hash })
  }
  /** Everything of one batch, as a branch on a good line sends it. */
  async send(batch: SealedBatch): Promise<z.output<typeof Committed>> {
    const { missing } = await this.register(batch)
    for (const n of missing) await this.putPart(batch, n)
    return await this.commit(batch)
  }
  down(after = 0): Promise<z.output<typeof DownPage>> {
    return this.asked(DownPage, 'GET', httpPaths.down(after))
  }
}
