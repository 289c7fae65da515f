import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { httpPaths } from '../../../core/batch/exchange.ts'
import { consoleService } from '../../../headoffice/console-api/console-service.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { blobOf, blobRef, Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, type Service, serve } from './device.ts'

let office: HeadOffice
let service: Service
const lines: string[] = []
beforeAll(async () => {
  office = (await newHeadOffice()).office
  service = await serve(office, { log: { write: (line) => void lines.push(line) }, console: consoleService({ setUpCode: null, secure: false }) })
})
afterAll(async () => {
  await service.app.close()
  await office.close()
  removeFolders()
})
const metrics = async (): Promise<string> => await (await fetch(`${service.url}/metrics`)).text()
async function refusals(): Promise<Record<string, number>> {
  return Object.fromEntries([...(await metrics()).matchAll(/headoffice_refusals_total\{code="(\w+)"\} (\d+)/g)].map(([, code = '', n]) => [code, Number(n)]))
}

it('whatever a device or a page is refused is counted by its code, once', async () => {
  const asked = async (path: string, init: RequestInit = {}) => (await fetch(`${service.url}${path}`, init)).status
  const post = (body: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(await asked('/v1/down?after=0')).toBe(401)
  expect(await asked('/v1/down?after=x')).toBe(422)
  expect(await asked('/v1/nowhere')).toBe(404)
  expect(await asked(httpPaths.hello, post('not json'))).toBe(400)
  expect(await asked('/console/api/overview')).toBe(401)
  expect(await asked('/console/api/packs', post('{}'))).toBe(401)
  expect(await asked('/console/api/sign-in', post(JSON.stringify({ userId: 'nobody', password: 'x' })))).toBe(401)
  expect(await refusals()).toEqual({ TOKEN_UNKNOWN: 1, MESSAGE_INVALID: 3, NOT_SIGNED_IN: 2, PASSWORD_WRONG: 1 })
})

it('an upload that the line cuts is no fault of the service: neither counted as one nor logged with a stack', async () => {
  const device = new Device(service.url, await Counter.enrol(office))
  await device.hello()
  const big = blobOf(randomBytes(1_000_000))
  const { batch } = await device.counter.seal([caseRecord({ blobs: [blobRef(big)] })], [big])
  await device.register(batch)
  const [part] = batch.envelope.parts.slice(-1)
  const before = await refusals()
  const headers = { authorization: `Bearer ${device.token}`, 'content-type': 'application/octet-stream', 'content-length': String(part?.bytes) }
  const route = '/v1/parts/:sha256'
  const logged = (): string[] => lines.filter((line) => line.includes(route) || line.includes('cut'))
  await new Promise<void>((cut) => {
    const request = http.request(`${service.url}${httpPaths.part(part?.sha256 ?? '')}`, { method: 'PUT', headers })
    request.on('error', () => cut())
    request.write(randomBytes(70_000))
    void expect
      .poll(logged)
      .not.toEqual([])
      .then(() => request.destroy())
  })
  await expect.poll(() => logged().length).toBeGreaterThan(1)
  expect(lines.filter((line) => line.includes('internal error') || line.includes('stack'))).toEqual([])
  expect(await refusals()).toEqual(before)
  expect(await metrics()).not.toMatch(/headoffice_http_seconds_count\{[^}]*status="500"/)
  // The part is sent again, from the beginning.
  expect((await device.send(batch)).standing).toBe('applied')
})
