import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, launch, root, test } from './app.ts'

type Counter = { invoke(channel: unknown, input: unknown): Promise<unknown> }
declare global {
  interface Window {
    readonly counter: Counter
  }
}

test('the page reaches neither Node nor the network nor a device', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const names = ['require', 'process', 'module', 'Buffer', '__electronHostSend', '__electronHostDeliver']
    const reached = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    )
    const place = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code),
      ),
    )
    return { globals: names.filter((name) => name in window), reached, place }
  })
  expect(seen).toEqual({ globals: [], reached: 'refused', place: 1 })
})

test('the page may copy a text, and reads nothing that was copied elsewhere', async ({ page }) => {
  await page.bringToFront()
  const seen = await page.evaluate(async () => {
    const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state
    const told = (done: Promise<unknown>) =>
      done.then(
        () => 'done',
        (error: Error) => error.name,
      )
    return {
      write: [await state('clipboard-write'), await told(navigator.clipboard.writeText('STALE_VERSION'))],
      read: [await state('clipboard-read'), await told(navigator.clipboard.readText())],
    }
  })
  expect(seen).toEqual({ write: ['granted', 'done'], read: ['denied', 'NotAllowedError'] })
})

test('the policy of the page refuses inline scripts and evaluated code', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.planted = true'
    document.body.append(script)
    // From a timer: code that Playwright itself evaluates is exempt from the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return "ran"')())
        } catch {
          resolve('refused')
        }
      }),
    )
    const { headers } = await fetch('./index.html')
    return { planted: 'planted' in window, evaluated, policy: headers.get('content-security-policy'), sniff: headers.get('x-content-type-options') }
  })
  expect(seen).toMatchObject({ planted: false, evaluated: 'refused', sniff: 'nosniff' })
  expect(seen.policy).toContain("default-src 'none'")
  expect(seen.policy).not.toContain('unsafe-eval')
})

test('the bridge is one frozen function', async ({ page }) => {
  const seen = await page.evaluate(() => {
    const before = window.counter.invoke
    try {
      Object.assign(window, { counter: { invoke: () => 'planted' } })
    } catch {
      // A frozen, read-only property throws in strict code.
    }
    return { keys: Object.keys(window.counter), frozen: Object.isFrozen(window.counter), same: window.counter.invoke === before }
  })
  expect(seen).toEqual({ keys: ['invoke'], frozen: true, same: true })
})

test('unknown and inherited channel names are refused', async ({ page }) => {
  for (const name of ['nope', 'toString', '__proto__', 'constructor', '', 7, null]) {
    const reply = await page.evaluate((channel) => window.counter.invoke(channel, {}), name)
    expect(reply).toMatchObject({ ok: false, error: { code: 'CHANNEL_UNKNOWN' } })
  }
})

test('a call with an unknown field is refused by the main process', async ({ page }) => {
  expect(await page.evaluate(() => window.counter.invoke('shell.info', {}))).toMatchObject({ ok: true, value: { locked: false, session: null } })
  expect(await page.evaluate(() => window.counter.invoke('shell.info', { extra: 1 }))).toMatchObject({ ok: false, error: { code: 'FIELD_INVALID' } })
})

test('what cannot be copied does not cross the bridge', async ({ page }) => {
  const refusal = await page.evaluate(async () => {
    try {
      await window.counter.invoke('shell.info', new Proxy({}, {}))
      return 'crossed'
    } catch (error) {
      return String(error)
    }
  })
  expect(refusal).toContain('could not be cloned')
})

test('the window neither leaves its page nor opens another', async ({ electronApp, page }) => {
  const withoutRoute = () => page.url().replace(/#.*$/, '')
  const home = withoutRoute()
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' })
    document.body.append(link)
    link.click()
  })
  // A round trip through the main process: the refusals above were answered before it.
  await page.evaluate(() => window.counter.invoke('shell.info', {}))
  expect(withoutRoute()).toBe(home)
  expect(electronApp.windows()).toHaveLength(1)
})

test('a click in the menu reaches the page as a command', async ({ electronApp, page }) => {
  const heard = page.evaluate(
    () => new Promise((resolve) => window.addEventListener('counter:command', (event) => resolve((event as CustomEvent).detail), { once: true })),
  )
  await page.evaluate(() => window.counter.invoke('shell.info', {}))
  const label = await electronApp.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('save-draft')
    item?.click()
    return item?.label
  })
  expect(label).toBe('暂存')
  expect(await heard).toBe('save-draft')
})

test('a second start on the same data brings the window of the first one forth and ends', async ({ electronApp, page, dataDir }) => {
  expect(page.url()).toContain('index.html')
  const told = electronApp.evaluate(({ app }) => new Promise((resolve) => app.once('second-instance', () => resolve('told'))))
  await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await Promise.allSettled([launch(dataDir, 5_000)])
  expect(await told).toBe('told')
  expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  expect(electronApp.windows()).toHaveLength(1)
})

// Electron's own box waits for a click.
if (process.env.ELECTRON_OVERRIDE_DIST_PATH?.includes('electron-host'))
  test('a counter whose database is no database says so in words, asks nobody to work, and ends', async ({ dataDir }) => {
    mkdirSync(path.join(dataDir, 'live'))
    writeFileSync(path.join(dataDir, 'live/branch.sqlite'), 'torn'.repeat(5_000))
    const started = await promisify(execFile)(process.execPath, ['node_modules/electron/cli.js', `--user-data-dir=${dataDir}`, '.'], {
      cwd: root,
      env: { ...process.env, ELECTRON_HOST_HEADLESS: '1' },
      timeout: 120_000,
    }).catch((error: { code: number; stderr: string }) => error)
    expect(started).toMatchObject({ code: 1, stderr: expect.stringContaining('DATABASE_DAMAGED') })
  })
