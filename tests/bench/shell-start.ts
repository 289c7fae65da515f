import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { root, windowOf } from '../e2e/app.ts'

export const BUILT_APP = '.'
export const EMPTY_APP = path.join(root, 'tests/fixtures/empty-app')

const environment = (): Record<string, string> => {
  const set = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(set), ELECTRON_HOST_HEADLESS: process.env.HEADED ? '0' : '1' }
}

/** Lends a folder of its own to `use` and removes it. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counter-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Starts `app` on `dataDir`, lends its window to `use`, and ends it. */
export async function withApp<T>(app: string, dataDir: string, use: (page: Page) => Promise<T>): Promise<T> {
  const running = await _electron.launch({ timeout: 60_000, args: [`--user-data-dir=${dataDir}`, app], cwd: root, env: environment() })
  try {
    return await use(await windowOf(running))
  } finally {
    await running.close()
  }
}

/** Starts `app` on `dataDir`, waits until `ready`, and ends it. @returns the milliseconds from the order to start until it was ready */
export async function timeStart(app: string, dataDir: string, ready: (page: Page) => Promise<void>): Promise<number> {
  const start = performance.now()
  return withApp(app, dataDir, async (page) => {
    await ready(page)
    return performance.now() - start
  })
}
