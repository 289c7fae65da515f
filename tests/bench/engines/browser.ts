import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../../scripts/setup/find-browser.mjs'
import { fontConfig } from './office.ts'
import { aroundHtml } from './sources.ts'

/** The fastest print of a contract by a warm page of Chromium, by the wall clock; null where there is no browser. */
export async function browserWallMs(pages: readonly string[]): Promise<number | null> {
  const executablePath = findBrowser({ headless: true })
  if (!executablePath) return null
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-browser-'))
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...env, FONTCONFIG_FILE: fontConfig(folder) } })
  try {
    const page = await browser.newPage()
    let fastest = Number.POSITIVE_INFINITY
    for (const [at, source] of pages.entries()) {
      const start = performance.now()
      await page.setContent(source)
      const bytes = await page.pdf({ preferCSSPageSize: true, ...aroundHtml() })
      if (bytes.length < 10_000) throw new Error('the browser printed no contract')
      if (at > 1) fastest = Math.min(fastest, performance.now() - start)
    }
    return fastest
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
