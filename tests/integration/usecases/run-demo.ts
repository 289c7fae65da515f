import { spawn } from 'node:child_process'
import path from 'node:path'
import { appRoot } from './test-branch.ts'

export interface DemoRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** `node scripts/demo.ts`, as a person runs it. */
export function runDemo(...args: readonly string[]): Promise<DemoRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(appRoot, 'scripts/demo.ts'), ...args], { cwd: appRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString('utf8')
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
