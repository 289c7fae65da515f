import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consoleService, setUpCode } from '../../../headoffice/console-api/console-service.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { type App, buildService } from '../../../headoffice/http/server.ts'
import { randomPassword } from '../../../scripts/demo/office.ts'
import { newHeadOffice, removeFolders } from '../batch/counter.ts'

interface Route {
  readonly method: string
  readonly path: string
}
/** Calls made before anybody is signed in: they ask where the page comes from. */
const BEFORE_SESSION = ['/console/api/recover', '/console/api/set-up', '/console/api/sign-in']

let head: HeadOffice
let app: App
let url = ''
/** What the server itself says it answers, so that a new route cannot be left out. */
const writing: Route[] = []
let session: { readonly cookie: string; readonly csrf: string }
beforeAll(async () => {
  head = (await newHeadOffice()).office
  const code = await setUpCode(head)
  app = await buildService(head, {
    log: false,
    console: async (service, context) => {
      service.addHook('onRoute', ({ method, path }) => {
        for (const one of [method].flat()) if (!['GET', 'HEAD'].includes(one)) writing.push({ method: one, path })
      })
      await consoleService({ setUpCode: code, secure: false })(service, context)
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const answer = await fetch(`${url}/console/api/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, userId: 'admin', name: '管理', password: randomPassword() }),
  })
  session = { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', csrf: (await answer.json()).csrf }
})
afterAll(async () => {
  await app.close()
  await head.close()
  removeFolders()
})

const filled = (path: string): string => path.replace(/:\w+/g, 'x')
async function call({ method, path }: Route, headers: Record<string, string>): Promise<[number, string]> {
  const answer = await fetch(`${url}${filled(path)}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: '{}' })
  return [answer.status, (await answer.json()).error?.code ?? 'done']
}
const behindSession = (): Route[] => writing.filter(({ path }) => !BEFORE_SESSION.includes(path))

describe('whatever writes at the console', () => {
  it('is found: the calls of the page, and what its sign-in needs', () => {
    const paths = writing.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining([...BEFORE_SESSION, '/console/api/packs', '/console/api/quarantine/settle', '/console/api/users/:userId/roles']),
    )
    expect(paths.length).toBeGreaterThan(15)
  })

  it('is refused to a good session without the page’s token, or with another’s', async () => {
    const { cookie, csrf } = session
    const other = csrf.replace(/^./, (first) => (first === '0' ? '1' : '0'))
    for (const route of behindSession()) {
      expect([route.path, await call(route, { cookie })]).toEqual([route.path, [403, 'CSRF_WRONG']])
      expect([route.path, await call(route, { cookie, 'x-csrf': other })]).toEqual([route.path, [403, 'CSRF_WRONG']])
    }
  })

  it('is refused to who is not signed in, token or no token', async () => {
    for (const route of behindSession()) expect([route.path, await call(route, { 'x-csrf': session.csrf })]).toEqual([route.path, [401, 'NOT_SIGNED_IN']])
  })

  it('is refused to a page of another site before there is a session', async () => {
    const body = JSON.stringify({ code: 'x', userId: 'admin', name: 'x', password: 'x' })
    for (const path of BEFORE_SESSION) {
      const sent = path.endsWith('sign-in') ? JSON.stringify({ userId: 'admin', password: 'x' }) : body
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
        body: sent,
      })
      expect([path, answer.status, (await answer.json()).error.code]).toEqual([path, 403, 'CSRF_WRONG'])
    }
  })

  it('with both is heard: what is then refused is what it says', async () => {
    const answers = []
    for (const route of behindSession()) {
      // Signing out would end the session that the others need.
      if (!route.path.endsWith('sign-out')) answers.push((await call(route, { cookie: session.cookie, 'x-csrf': session.csrf }))[1])
    }
    expect(answers).not.toContain('CSRF_WRONG')
    expect(answers).not.toContain('NOT_SIGNED_IN')
    expect(answers).toContain('MESSAGE_INVALID')
  })
})
