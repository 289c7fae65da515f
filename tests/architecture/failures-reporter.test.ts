import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { startVitest } from 'vitest/node'
import { failuresOf } from '../failures-reporter.ts'

it('what failed is said at the end in one line each: a test, a file that could not be read, and an error outside of any test', async () => {
  mkdirSync('out', { recursive: true })
  const folder = mkdtempSync(path.resolve('out/failures-'))
  try {
    writeFileSync(
      path.join(folder, 'loan.test.ts'),
      `import { expect, it } from 'vitest'
      it('is paid back', () => expect({ fen: 1 }).toEqual({ fen: 2 }))
      it('is disbursed', () => undefined)
      it('leaves something behind', () => { setTimeout(() => { throw new Error('nobody waits for it') }, 1); return new Promise((go) => setTimeout(go, 50)) })`,
    )
    writeFileSync(path.join(folder, 'lost.test.ts'), "import './nothing.ts'")
    const said: string[] = []
    const run = await startVitest('test', [], {
      root: folder,
      config: false,
      watch: false,
      reporters: [{ onTestRunEnd: (files, unhandled) => void said.push(...failuresOf(files, unhandled)) }],
    })
    await run.close()
    process.exitCode = 0
    expect(said.sort()).toEqual([
      'loan.test.ts › is paid back: expected { fen: 1 } to deeply equal { fen: 2 }',
      expect.stringContaining("lost.test.ts: Cannot find module './nothing.ts'"),
      expect.stringMatching(/^outside of any test: nobody waits for it at .*loan\.test\.ts:4/),
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
