import { afterAll, expect, it } from 'vitest'
import { buildService, type ServiceOptions } from '../../../headoffice/http/server.ts'
import { newHeadOffice, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

it('behind a proxy callers are told apart by the address it saw, and nobody is on this machine', async () => {
  const { office } = await newHeadOffice()
  const service = async (options: Partial<ServiceOptions>) => {
    const app = await buildService(office, { log: false, requestsPerMinute: 2, ...options })
    const status = async (path: string, forwarded: string, authorization = ''): Promise<number> =>
      (await app.inject({ url: path, headers: { 'x-forwarded-for': forwarded, authorization } })).statusCode
    return { app, status }
  }
  const behind = await service({ proxies: 'loopback' })
  // What a caller writes there himself stands before what the proxy adds.
  expect(await behind.status('/metrics', '127.0.0.1, 10.0.0.7')).toBe(401)
  expect(await behind.status('/metrics', '127.0.0.1')).toBe(401)
  for (let time = 0; time < 2; time++) expect(await behind.status('/v1/health', '10.0.0.1')).toBe(200)
  expect(await behind.status('/v1/health', '10.0.0.1')).toBe(429)
  expect(await behind.status('/v1/health', '10.0.0.2')).toBe(200)
  expect(await behind.status('/v1/health', '10.0.0.2, 10.0.0.1')).toBe(429)
  const token = await service({ proxies: 'loopback', metricsToken: 'secret' })
  expect(await token.status('/metrics', '10.0.0.3', 'Bearer secret')).toBe(200)
  const alone = await service({})
  expect(await alone.status('/metrics', '10.0.0.7')).toBe(200)
  for (const { app } of [behind, token, alone]) await app.close()
  await office.close()
})
