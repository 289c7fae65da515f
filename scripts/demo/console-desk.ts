import { z } from 'zod'
import { StepFailed } from './step.ts'

const Refused = z.object({ error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }) })
const Proof = z.object({ password: z.string() })
const Chosen = z.object({ next: z.string() })
const Draft = z.object({ ref: z.string() })
const Begun = z.object({ csrf: z.string() })

/** One person at head office's console, by the calls its page makes: session cookie, page token, JSON. */
export class ConsoleDesk {
  private readonly url: string
  private cookie = ''
  private csrf = ''
  /** Of whoever sits there, as last chosen: decisions ask for it again. */
  password = ''
  constructor(url: string) {
    this.url = url
  }

  private async call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const headers = { cookie: this.cookie, 'x-csrf': this.csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`${this.url}/console/api${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const value: unknown = await answer.json()
    const refused = answer.ok ? null : Refused.safeParse(value)
    if (refused) throw new StepFailed('head office', path, { code: (refused.data?.error.code ?? `HTTP ${answer.status}`) as never, details: {} })
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie
    return value
  }

  /** Signs in, makes the first account, or gets back into one. @throws StepFailed */
  async begin(path: '/set-up' | '/sign-in' | '/recover', body: unknown): Promise<void> {
    this.csrf = Begun.parse(await this.call('POST', path, body)).csrf
    this.password = Proof.parse(body).password
  }
  async get<T>(schema: z.ZodType<T>, path: string): Promise<T> {
    return schema.parse(await this.call('GET', path))
  }
  async post(path: string, body: unknown): Promise<unknown> {
    const answer = await this.call('POST', path, body)
    if (path === '/password') this.password = Chosen.parse(body).next
    return answer
  }
  /** Opens a draft and publishes what it shows. @throws StepFailed */
  async publish(kind: string, version: number): Promise<void> {
    const page = `/packs/${kind}/${version}`
    const { ref } = await this.get(Draft, page)
    await this.post(page, { step: 'publish', ref, password: this.password })
  }
}
