import { randomBytes } from 'node:crypto'
import Ajv from 'ajv'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { readBounded } from '../../../protocol/durable-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { writeHello } from '../../../protocol/hello-file.ts'
import type { SealedBatch } from '../../../protocol/hob-build.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { blobOf, blobRef, Counter, caseRecord, NOW, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { type Service, serve } from './device.ts'

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}
interface Operation {
  readonly security?: readonly object[]
  readonly requestBody?: Response
  readonly responses: Readonly<Record<string, Response>>
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly securitySchemes: object; readonly schemas: Readonly<Record<string, object>> }
}

let office: HeadOffice
let service: Service
let counter: Counter
let batch: SealedBatch
let described: Description
let token = ''
beforeAll(async () => {
  office = (await newHeadOffice()).office
  service = await serve(office)
  counter = await Counter.enrol(office)
  const paper = blobOf(randomBytes(3000))
  batch = (await counter.seal([caseRecord({ blobs: [blobRef(paper)] })], [paper])).batch
  described = JSON.parse(await (await fetch(`${service.url}/v1/openapi.json`)).text())
})
afterAll(async () => {
  await service.app.close()
  await office.close()
  removeFolders()
})

const { branch, epoch } = { branch: 'BR0001', epoch: 1 }
const none = { seq: 0, head: '0'.repeat(64) }
const JSON_BODY = { 'content-type': 'application/json' }
const BYTES = { 'content-type': 'application/octet-stream' }
const ajv = () => new Ajv({ strict: false, validateFormats: false })

/** Asks, and holds the answer to what is written of it. @returns its status and body */
async function asked(
  [method, template, path]: readonly [string, string, string],
  init: { readonly body?: string | Buffer; readonly headers?: Record<string, string> } = {},
) {
  const { body, headers = {} } = init
  const request = { method, headers: { authorization: `Bearer ${token}`, ...headers }, ...(body === undefined ? {} : { body }) }
  const answer = await fetch(`${service.url}${path}`, request as RequestInit)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const written = described.paths[template]?.[method.toLowerCase()]?.responses[String(answer.status)]
  expect(written, `${method} ${template} ${answer.status}`).toBeDefined()
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const schema = written?.content?.[type]?.schema
  if (bytes.length > 0) expect(schema, `${method} ${template} ${answer.status} ${type}`).toBeDefined()
  if (schema && type === 'application/json') {
    const holds = ajv().compile({ ...schema, components: described.components })
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    expect(holds(value), `${method} ${template} ${answer.status}: ${JSON.stringify(holds.errors)}`).toBe(true)
  }
  return { status: answer.status, text: bytes.toString('utf8') }
}

const HELLO = ['POST', '/v1/hello', httpPaths.hello] as const
const REGISTER = ['PUT', '/v1/up/{branch}/{epoch}/{seq}', httpPaths.register(branch, epoch, 1)] as const
const COMMIT = ['POST', '/v1/up/{branch}/{epoch}/{seq}/commit', httpPaths.commit(branch, epoch, 1)] as const
const part = (sha256: string) => ['PUT', '/v1/parts/{sha256}', httpPaths.part(sha256)] as const
const downPart = (sha256: string) => ['GET', '/v1/down/parts/{sha256}', httpPaths.downPart(sha256)] as const

it('says of a whole exchange what is really answered', async () => {
  const challenge = await asked(['GET', '/v1/challenge', httpPaths.challenge])
  const said = { branch, epoch, nonce: JSON.parse(challenge.text).nonce, app: '0.1.0', clock: NOW, up: none, down: none }
  const hello = await asked(HELLO, { headers: JSON_BODY, body: JSON.stringify({ signed: writeHello(counter.keys.sign, said) }) })
  token = JSON.parse(hello.text).token
  const registration = JSON.stringify({ envelope: batch.envelopeBytes.toString('base64'), signature: batch.signature })
  const statuses = [challenge.status, hello.status, (await asked(REGISTER, { headers: JSON_BODY, body: registration })).status]
  for (const { sha256 } of [...batch.envelope.parts, ...batch.envelope.parts.slice(0, 1)]) {
    const body = (await readBounded(partFile(counter.outbox, sha256), 1 << 24)) ?? Buffer.alloc(0)
    statuses.push((await asked(part(sha256), { headers: BYTES, body })).status)
  }
  statuses.push((await asked(COMMIT, { headers: JSON_BODY, body: JSON.stringify({ envelopeHash: batch.hash }) })).status)
  const page = await asked(['GET', '/v1/down', httpPaths.down(0)])
  const sha256 = JSON.parse(page.text).batches[0].parts[0].sha256
  for (const range of [undefined, 'bytes=0-9', 'bytes=999999999-']) {
    statuses.push((await asked(downPart(sha256), range === undefined ? {} : { headers: { range } })).status)
  }
  statuses.push((await asked(['GET', '/v1/health', '/v1/health'])).status)
  expect(statuses).toEqual([200, 200, 200, ...batch.envelope.parts.map(() => 201), 200, 200, 200, 206, 416, 200])
})

it('says of what is refused how it is refused', async () => {
  const unknown = sha256Hex('nobody')
  const refusals = [
    await asked(HELLO, { headers: JSON_BODY, body: '{' }),
    await asked(HELLO, { headers: JSON_BODY, body: '{}' }),
    await asked(HELLO, { headers: JSON_BODY, body: JSON.stringify({ signed: 'x'.repeat(300 * 1024) }) }),
    await asked(part(unknown), { headers: BYTES, body: Buffer.from('nobody') }),
    await asked(downPart(unknown)),
  ]
  token = ''
  refusals.push(
    await asked(['GET', '/v1/down', httpPaths.down(0)]),
    await asked(downPart(unknown)),
    await asked(COMMIT, { headers: JSON_BODY, body: '{"envelopeHash":1}' }),
  )
  expect(refusals.map(({ status }) => status)).toEqual([400, 422, 413, 404, 404, 401, 401, 422])
  const busy = await serve(office, { requestsPerMinute: 1 })
  const own = service
  service = busy
  try {
    const twice = [await asked(['GET', '/v1/challenge', httpPaths.challenge]), await asked(['GET', '/v1/challenge', httpPaths.challenge])]
    expect(twice.map(({ status }) => status)).toEqual([200, 429])
  } finally {
    service = own
    await busy.app.close()
  }
})

it('says that devices come with a token, and that a part is bytes', () => {
  expect(described.components.securitySchemes).toMatchObject({ device: { type: 'http', scheme: 'bearer', description: expect.any(String) } })
  const secured = Object.entries(described.paths).filter(([, operations]) => Object.values(operations).some(({ security }) => security !== undefined))
  expect(secured.map(([path]) => path).sort()).toEqual([
    '/v1/down',
    '/v1/down/parts/{sha256}',
    '/v1/parts/{sha256}',
    '/v1/up/{branch}/{epoch}/{seq}',
    '/v1/up/{branch}/{epoch}/{seq}/commit',
  ])
  const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
  expect(described.paths['/v1/parts/{sha256}']?.put?.requestBody?.content).toEqual(bytes)
  expect(described.paths['/v1/down/parts/{sha256}']?.get?.responses['206']?.content).toEqual(bytes)
  for (const operations of Object.values(described.paths)) {
    for (const { responses } of Object.values(operations)) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['429', '500', '503']))
  }
})
