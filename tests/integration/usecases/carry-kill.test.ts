import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { serve } from '../headoffice/device.ts'
import { postgres, stopPostgres } from '../headoffice/engines.ts'
import { queueRecord } from './queue-record.ts'
import { appRoot, openWholeBank } from './test-branch.ts'

let prepared: string
beforeAll(async () => {
  const branch = await openWholeBank()
  await queueRecord(branch, [3000])
  await queueRecord(branch, [2000, 700])
  await branch.host.close()
  await branch.headOffice.close()
  prepared = branch.folder
})
afterAll(async () => {
  rmSync(prepared, { recursive: true, force: true })
  await stopPostgres()
})

interface Said {
  readonly steps: number
  readonly chain: boolean
  readonly waiting: number
  readonly batches: readonly string[]
  readonly results: readonly { result: string; complete: number }[]
}

/** One life of the branch's process. @returns what it said at its end; null when it was killed */
function live(folder: string, url: string, step: number): Promise<Said | null> {
  const log = path.join(folder, 'log')
  rmSync(log, { force: true })
  const child = path.join(import.meta.dirname, 'carry-child.ts')
  return new Promise((resolve, reject) => {
    const args = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', child, path.join(folder, 'branch'), url, path.join(folder, 'stick')]
    const process_ = spawn(process.execPath, [...args, String(step), log], { cwd: appRoot, stdio: ['ignore', 'ignore', 'pipe'] })
    let stderr = ''
    process_.stderr.on('data', (piece: Buffer) => {
      stderr += piece.toString()
    })
    process_.on('error', reject)
    process_.on('close', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`step ${step}: ${stderr}`))
      else resolve(existsSync(log) ? JSON.parse(readFileSync(log, 'utf8')) : null)
    })
  })
}

/** Killed before step `first`, killed again before `second` while it recovers, then left alone; and what head office has then. */
async function killedTwice(first: number, second: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'carry-kill-'))
  cpSync(prepared, folder, { recursive: true })
  const databaseUrl = await (await postgres()).database()
  const head = expectOk(await openHeadOffice(path.join(folder, 'head-office'), undefined, { databaseUrl }))
  const service = await serve(head)
  try {
    let kills = 0
    for (const step of [first, second]) if (step > 0 && (await live(folder, service.url, step)) === null) kills++
    const said = await live(folder, service.url, 0)
    // The stick that was written meanwhile comes as well, last.
    if (existsSync(path.join(folder, 'stick', 'HOB', 'READY'))) expectOk(await head.importBatches(path.join(folder, 'stick')))
    const records = await head.query('select count(*) as n, count(distinct id) as different from record where state = $1', ['complete'])
    const batches = await head.query(`select count(*) as n from batch where dir = 'up'`)
    const alarms = head.office.spool.journal.filter((entry) => entry.act === 'alarm').length
    return { kills, said, records, batches, alarms, quarantined: await head.query('select * from quarantine'), check: await head.verify() }
  } finally {
    await service.app.close()
    await head.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** TEST_FULL sweeps every step; KILL_FROM and KILL_STRIDE take a share of them, KILL_LOG tells how it goes. */
describe('a branch killed on the way of a batch: gathered, sealed, written to a stick, sent, answered', () => {
  it('before any step, and again while it recovers, ends with every record once at head office and no number signed twice', async () => {
    const whole = await killedTwice(0, 0)
    const steps = whole.said?.steps ?? 0
    expect(whole.said).toMatchObject({ chain: true, waiting: 0, batches: ['1 ACKED'] })
    expect(steps).toBeGreaterThan(100)
    const stride = process.env.TEST_FULL ? Number(process.env.KILL_STRIDE ?? 1) : Math.ceil(steps / 3)
    for (let step = Number(process.env.KILL_FROM ?? (stride >> 1) + 1); step <= steps; step += stride) {
      const outcome = await killedTwice(step, 1 + ((step * 7) % steps))
      if (process.env.KILL_LOG) console.log(`step ${step} of ${steps}: ${outcome.kills} kills`)
      expect(outcome, `step ${step}`).toMatchObject({
        said: {
          chain: true,
          waiting: 0,
          batches: ['1 ACKED'],
          results: [
            { result: 'applied', complete: 1 },
            { result: 'applied', complete: 1 },
          ],
        },
        records: [{ n: 2, different: 2 }],
        batches: [{ n: 1 }],
        alarms: 0,
        quarantined: [],
        check: { damaged: [], projectionMatches: true },
      })
      expect(outcome.kills, `step ${step}`).toBeGreaterThan(0)
    }
  }, 7_200_000)
})
