import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page, Request } from '@playwright/test'

type Told = object | 'unreachable'
/** What the service answers to a call: a value, or made of the request; `{ error }` is a refusal. */
export type Answers = Record<string, Told | ((request: Request) => Told | Promise<Told>)>

const ORIGIN = 'http://console.invalid'
const BUILT = path.join(import.meta.dirname, '../../../out/console')
const MEDIA: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

export const refused = (code: string, details: object = {}): object => ({ error: { code, details } })
/** Who is signed in, as the service says it. */
export const sitting = (roles: readonly string[], userId = 'lin'): object => ({
  user: { userId, name: userId, roles },
  csrf: 'x',
  due: false,
  needsSetUp: false,
  recovers: false,
  fingerprint: 'F',
  idleSeconds: 900,
})

/** Head office's page without head office: the built page in a browser, and for each call the answer that is wanted. */
export class ConsoleAlone {
  private readonly page: Page
  private readonly answers: Answers
  /** The calls that were made. @example 'POST /sign-out' */
  readonly asked: string[] = []
  constructor(page: Page, answers: Answers) {
    this.page = page
    this.answers = answers
  }
  async open(hash: string): Promise<void> {
    await this.page.route(`${ORIGIN}/**`, async (route) => {
      const request = route.request()
      const { pathname, search } = new URL(request.url())
      if (!pathname.startsWith('/console/api/')) {
        const name = pathname.replace('/console/', '') || 'index.html'
        return await route.fulfill({ body: readFileSync(path.join(BUILT, name)), contentType: MEDIA[name.split('.').pop() ?? ''] ?? 'font/woff2' })
      }
      const call = `${request.method()} ${pathname.replace('/console/api', '')}`
      this.asked.push(call + search)
      const answer = this.answers[call] ?? refused('MESSAGE_INVALID', { field: 'path' })
      const told = typeof answer === 'function' ? await answer(request) : answer
      return told === 'unreachable' ? await route.abort() : await route.fulfill({ status: 'error' in told ? 409 : 200, json: told })
    })
    await this.page.goto(`${ORIGIN}/console/#/${hash}`)
  }
  /** How often a call was made. */
  times(call: string): number {
    return this.asked.filter((one) => one === call).length
  }
}
