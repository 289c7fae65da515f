import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildService } from '../../../headoffice/http/server.ts'
import { newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'

const here = spawnSync('openssl', ['version']).error === undefined
if (!here) console.log('not run here: openssl not installed')

describe.runIf(here)('head office behind TLS', () => {
  const folder = newFolder()
  const at = (name: string): string => path.join(folder, name)
  const openssl = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  afterAll(removeFolders)

  it('lets in only devices with a certificate of the given authority', async () => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
    openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test CA')
    openssl('req', '-x509', ...key, '-keyout', 'server.key', '-out', 'server.pem', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1')
    openssl('req', '-new', ...key.slice(0, 5), '-keyout', 'device.key', '-out', 'device.csr', '-subj', '/CN=BR0001')
    openssl('x509', '-req', '-in', 'device.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-out', 'device.pem')
    const { office } = await newHeadOffice()
    const app = await buildService(office, { log: false, tls: { cert: at('server.pem'), key: at('server.key'), clientCa: at('ca.pem') } })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const ask = (own: { cert?: Buffer; key?: Buffer }): Promise<number | string> =>
      new Promise((resolve) => {
        const asked = request({ host: '127.0.0.1', port, path: '/v1/health', ca: readFileSync(at('server.pem')), ...own }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
        asked.once('error', () => resolve('refused'))
        asked.end()
      })
    expect(await ask({ cert: readFileSync(at('device.pem')), key: readFileSync(at('device.key')) })).toBe(200)
    expect(await ask({})).toBe('refused')
    expect(await ask({ cert: readFileSync(at('server.pem')), key: readFileSync(at('server.key')) })).toBe('refused')
    await app.close()
    await office.close()
  })
})
