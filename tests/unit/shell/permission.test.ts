import { expect, it } from 'vitest'
import { allowed } from '../../../electron/permission.ts'

const own = { isMainFrame: true, requestingUrl: 'app://bundle/index.html#/cases' }

it('lets the page of the counter copy a text, and nobody else', () => {
  expect(allowed('clipboard-sanitized-write', own)).toBe(true)
  for (const requestingUrl of ['https://example.com/', 'app://bundle.example.com/', 'app://bundlex/index.html', 'data:text/html,app://bundle/', ''])
    expect(allowed('clipboard-sanitized-write', { isMainFrame: true, requestingUrl })).toBe(false)
  expect(allowed('clipboard-sanitized-write', { ...own, isMainFrame: false })).toBe(false)
  expect(allowed('clipboard-sanitized-write', { isMainFrame: true })).toBe(false)
})

it.each(['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'unknown'])('lets no page have %s', (permission) =>
  expect(allowed(permission, own)).toBe(false),
)
