import path from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { expect, root, test } from './app.ts'

type Probe = Record<'echo' | 'kind' | 'fail' | 'unknown' | 'refuse' | 'keep' | 'kept' | 'twice', (value?: unknown) => unknown> & {
  settings: { nested: { limit: number } }
}
declare global {
  interface Window {
    readonly probe: Probe
    readonly leaked?: string
  }
}

/** What Electron's contextBridge and IPC promise, seen on whichever of the two runs here. */
const withProbe = async (dataDir: string, look: (page: Page) => Promise<void>): Promise<void> => {
  const app = await _electron.launch({
    args: [`--user-data-dir=${dataDir}`, path.join(root, 'tests/fixtures/shell-app')],
    env: { ...process.env, ELECTRON_HOST_HEADLESS: '1' } as Record<string, string>,
  })
  const page = await app.firstWindow()
  await page.waitForURL(/\/index\.html/)
  await look(page)
  await app.close()
}

test('values cross the bridge as copies, with their kinds', async ({ dataDir }) => {
  await withProbe(dataDir, async (page) => {
    const seen = await page.evaluate(async () => {
      const { probe } = window
      const party = { name: '测试𬱖', bornOn: new Date(0), papers: new Map([['D101', 2n]]), bytes: new Uint8Array([1, 2, 255]) }
      const back = (await probe.echo(party)) as typeof party
      probe.keep(party)
      party.name = 'changed'
      const kept = probe.kept() as typeof party
      return {
        same: back === party,
        name: back.name,
        born: back.bornOn instanceof Date,
        count: String(back.papers.get('D101')),
        bytes: Array.from(back.bytes),
        inMain: await probe.kind(new Date()),
        kept: kept.name,
      }
    })
    expect(seen).toEqual({ same: false, name: '测试𬱖', born: true, count: '2', bytes: [1, 2, 255], inMain: '[object Date]', kept: '测试𬱖' })
  })
})

test('functions are called across, worlds stay apart, and what is exposed is frozen', async ({ dataDir }) => {
  await withProbe(dataDir, async (page) => {
    const seen = await page.evaluate(() => {
      const { probe } = window
      const changed = Reflect.set(probe.settings.nested, 'limit', 9)
      return {
        twice: probe.twice((value: unknown) => Number(value) * 10),
        changed,
        limit: probe.settings.nested.limit,
        leaked: window.leaked ?? null,
        added: Reflect.set(probe, 'planted', 1),
      }
    })
    expect(seen).toEqual({ twice: [10, 20], changed: false, limit: 3, leaked: null, added: false })
  })
})

test('failures cross as their message alone, and what cannot be cloned is refused', async ({ dataDir }) => {
  await withProbe(dataDir, async (page) => {
    const seen = await page.evaluate(async () => {
      const { probe } = window
      const caught = async (call: () => unknown) => {
        try {
          return await call()
        } catch (error) {
          return { message: error instanceof Error ? error.message : '', code: Object.keys(error as object) }
        }
      }
      return [await caught(probe.fail), await caught(probe.unknown), await caught(probe.refuse), await caught(() => probe.echo(new Proxy({}, {})))]
    })
    expect(seen).toEqual([
      { message: "Error invoking remote method 'fail': Error: broken", code: [] },
      { message: "Error invoking remote method 'unknown': Error: No handler registered for 'unknown'", code: [] },
      { message: 'refused here', code: [] },
      { message: expect.stringContaining('could not be cloned'), code: [] },
    ])
  })
})
