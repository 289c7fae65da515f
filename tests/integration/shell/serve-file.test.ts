import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFile } from '../../../electron/serve-file.ts'

const base = mkdtempSync(path.join(tmpdir(), 'serve-'))
const folder = path.join(base, 'renderer')
beforeAll(() => {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(folder, 'keys.bin'), 'not ours to show')
  writeFileSync(path.join(base, 'secret.html'), 'secret')
})
afterAll(() => rmSync(base, { recursive: true }))

describe('the answer to a request of the window', () => {
  it('carries the policy and nosniff with the file', async () => {
    const answer = await serveFile(folder, 'app://bundle/index.html')
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'nosniff',
    ])
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(await answer.text()).toBe('<!doctype html>')
  })
  it('is a 404 with the policy for a file outside, a missing one, a folder and a kind the window has no use for', async () => {
    for (const name of ['..%2fsecret.html', 'nothing.html', '', 'keys.bin']) {
      const answer = await serveFile(folder, `app://bundle/${name}`)
      expect([answer.status, await answer.text()]).toEqual([404, ''])
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })
})
