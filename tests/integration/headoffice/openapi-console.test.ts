import Ajv from 'ajv'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { consoleService, setUpCode } from '../../../headoffice/console-api/console-service.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { buildService } from '../../../headoffice/http/server.ts'
import { ESCALATED } from '../../fixtures/escalated.ts'
import { blobOf, blobRef, Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'

interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly security?: readonly object[]
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: object
}

let office: HeadOffice
let app: Awaited<ReturnType<typeof buildService>>
let described: Description
let code: string
let url: string
beforeAll(async () => {
  office = (await newHeadOffice()).office
  code = (await setUpCode(office)) ?? ''
  app = await buildService(office, { log: false, console: consoleService({ setUpCode: code, secure: false }) })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  described = JSON.parse(await (await fetch(`${url}/v1/openapi.json`)).text())
})
afterAll(async () => {
  await app.close()
  await office.close()
  removeFolders()
})

/** What the service listens to, as its router says it: 'GET /v1/down'. */
function routes(): string[] {
  const found: string[] = []
  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', piece = '', methods = ''] = /^([│ ]*)[├└]── (\S*) \((.*)\)$/.exec(line) ?? []
    if (piece === '') continue
    const depth = indent.length / 4
    const path = `${above[depth - 1] ?? ''}${depth === 1 ? piece : piece}`
    above[depth] = path
    found.push(...methods.split(', ').flatMap((method) => (method === 'HEAD' ? [] : [`${method} ${path}`])))
  }
  return found
}
/** The page and its files, the numbers for the watch, and the description itself. */
const NO_API = ['GET /', 'GET *', 'GET /*', 'GET /console/*', 'GET /metrics', 'GET /v1/openapi.json']

it('every route of the service stands in its description, with what it is for, what it answers and who may ask', () => {
  const api = routes().filter((route) => !NO_API.includes(route))
  expect(api.length).toBeGreaterThan(35)
  const written = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(written.toSorted()).toEqual(api.toSorted())
  for (const [path, methods] of Object.entries(described.paths)) {
    for (const [method, { tags, summary, responses, requestBody, security }] of Object.entries(methods)) {
      const at = `${method} ${path}`
      expect(tags?.length, at).toBe(1)
      expect(summary, at).toMatch(/\S{2}/)
      expect(
        Object.keys(responses).some((status) => Object.keys(responses[status]?.content ?? {}).length > 0 && status.startsWith('2')),
        at,
      ).toBe(true)
      if (!path.startsWith('/console/api/')) continue
      const open = ['/console/api/set-up', '/console/api/sign-in', '/console/api/recover', '/console/api/session'].includes(path)
      expect(security, at).toEqual(open ? [] : [method === 'get' ? { session: [] } : { session: [], page: [] }])
      if (method === 'post' && !/(sign-out|keys\/turn)$/.test(path)) expect(requestBody, at).toBeDefined()
      expect(Object.keys(responses), at).toEqual(expect.arrayContaining(['400', '401', '403', '422']))
    }
  }
})

let cookie = ''
let csrf = ''
/** Asks as the page does, and holds the answer to what is written of it. */
async function asked(method: 'GET' | 'POST', template: string, path: string, body?: object, status = 200) {
  const headers = { cookie, 'x-csrf': csrf, ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await fetch(`${url}/console/api${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  const text = await answer.text()
  const at = `${method} ${path}`
  expect(answer.status, `${at} ${text}`).toBe(status)
  const schema = described.paths[`/console/api${template}`]?.[method.toLowerCase()]?.responses[String(status)]?.content?.['application/json']?.schema
  expect(schema, at).toBeDefined()
  const holds = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, components: described.components })
  expect(holds(JSON.parse(text)), `${at}: ${JSON.stringify(holds.errors)} ${text}`).toBe(true)
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
  return JSON.parse(text)
}
const PASSWORD = 'Bamboo-Grove-77'
const GIVEN = 'Willow-Bank-55'
async function signIn(userId: string, password = PASSWORD): Promise<void> {
  csrf = (await asked('POST', '/sign-in', '/sign-in', { userId, password })).csrf
}
async function hire(userId: string, roles: readonly string[]): Promise<void> {
  await signIn('admin')
  await asked('POST', '/users', '/users', { userId, name: '某人', roles, password: GIVEN })
  await signIn(userId, GIVEN)
  await asked('POST', '/password', '/password', { current: GIVEN, next: PASSWORD })
}

it('says of the console what is really answered', async () => {
  await asked('GET', '/session', '/session')
  await asked('POST', '/sign-in', '/sign-in', { userId: 'nobody', password: 'x' }, 401)
  const account = { code, userId: 'admin', name: '管理', password: PASSWORD }
  csrf = (await asked('POST', '/set-up', '/set-up', account)).csrf
  await asked('GET', '/users', '/users')
  await asked('GET', '/escalations', '/escalations', undefined, 403)
  await asked('POST', '/users', '/users', { userId: 'x' }, 422)
  await asked('POST', '/enrol-codes', '/enrol-codes', { branch: 'BR0009' })
  await asked('POST', '/keys/turn', '/keys/turn', {})
  await hire('lin', ['CASE_OFFICER', 'PACK_EDITOR', 'OPERATOR'])
  await hire('zhao', ['PACK_EDITOR', 'OPERATOR'])

  const counter = await Counter.enrol(office)
  const paper = blobOf(Buffer.from('%PDF-1.4'))
  const escalated = caseRecord({ type: 'case.escalated', body: ESCALATED, blobs: [blobRef(paper)] })
  const sealed = caseRecord()
  const bad = caseRecord({ body: { ...(sealed.body as object), amountFen: '1e9' } })
  await counter.seal([sealed, escalated, bad], [paper])
  expectOk(await office.importBatches(counter.outbox))
  await signIn('admin')
  for (const page of ['/session', '/overview', '/keys', '/logs', '/devices', '/audit', '/users']) await asked('GET', page, page)

  await signIn('lin')
  const { cases } = await asked('POST', '/search', '/search', { by: 'NUMBER', text: 'SQ11' })
  await asked('GET', '/cases/{branch}/{caseId}', `/cases/BR0001/${cases[0].caseId}`)
  await asked('GET', '/cases/{branch}/{caseId}', `/cases/BR0001/${escalated.id}`, undefined, 404)
  const one = ['/escalations/{branch}/{caseId}/{rev}', `/escalations/BR0001/${escalated.id}/1`] as const
  await asked('GET', '/escalations', '/escalations')
  const { seen } = await asked('GET', ...one)
  const proposal = { outcome: 'APPROVED', amountFen: '30000000', annualRate: 43500, conditions: [], reasonCodes: [], reason: '同意' }
  await asked('POST', `${one[0]}/decide`, `${one[1]}/decide`, { step: 'propose', seen, proposal, password: PASSWORD })
  await asked('GET', ...one)
  const { entries } = await asked('GET', '/quarantine', '/quarantine')
  const [{ branch, envelope, line }] = entries
  await asked('POST', '/quarantine/record', '/quarantine/record', { branch, envelope, line, whole: false })
  await asked('POST', '/quarantine/settle', '/quarantine/settle', { branch, envelope, line, note: '已更正' })
  await asked('GET', '/quarantine', '/quarantine')
  const files = [{ name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }]
  await asked('POST', '/packs', '/packs', { kind: 'LPR', version: 1, effectiveFrom: '2026-12-01', title: 'LPR', note: '', files })
  const { ref } = await asked('GET', '/packs/{kind}/{version}', '/packs/LPR/1')
  await asked('POST', '/packs/{kind}/{version}', '/packs/LPR/1', { step: 'publish', ref, password: PASSWORD }, 409)
  await signIn('zhao')
  await asked('POST', '/packs/{kind}/{version}', '/packs/LPR/1', { step: 'publish', ref, password: PASSWORD })
  await asked('GET', '/packs', '/packs')
  await asked('GET', '/packs/{kind}/{version}', '/packs/LPR/1')
  await asked('POST', '/devices/close', '/devices/close', { step: 'propose', branch: 'BR0001', epoch: 1, reason: '电脑被盗' })
  await asked('GET', '/devices', '/devices')
  await asked('GET', '/overview', '/overview')
  await asked('POST', '/sign-out', '/sign-out')
  await asked('GET', '/overview', '/overview', undefined, 401)
})
