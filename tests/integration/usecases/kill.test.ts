import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { isState } from '../../../core/loan-case/states.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { findRegistration } from '../../../db/repositories/registrations.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import { STAFF_NUMBERS, type Staff } from '../../../scripts/demo/people.ts'
import { lineOf } from './line.ts'
import { appRoot, bundledCases, CHEAP, PASSWORD, type TestBranch } from './test-branch.ts'
import { entryOf, stateOf, type Walk, walkTo } from './walk.ts'

interface Killed {
  readonly folder: string
  readonly cases: readonly { id: string; caseId: CaseId }[]
}

/** Runs the child and kills it -9 a moment after its nth line. */
function killAfter(lines: number, moreMs: number): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'kill-child.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
    const cases: { id: string; caseId: CaseId }[] = []
    let folder = ''
    let seen = 0
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, first = '', second = ''] = line.split(' ')
      if (word === 'folder') folder = first
      if (word === 'case') cases.push({ id: first, caseId: second as CaseId })
      seen += 1
      if (seen === lines) setTimeout(() => child.kill('SIGKILL'), moreMs)
    })
    child.on('error', reject)
    child.on('close', () => resolve({ folder, cases }))
  })
}

async function reopen({ folder }: Killed): Promise<TestBranch> {
  const cases = await bundledCases()
  const userData = path.join(folder, 'branch')
  let time = Date.parse(`${cases.businessDate}T06:00:00.000Z`)
  const clock = makeClock(
    () => cases.businessDate,
    () => (time += 1000),
  )
  const host = expectOk(await openHost({ appRoot, userData, version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP }))
  const sessions: [string, unknown][] = []
  let counter: Counter | null = null
  for (const [duty, staffNo] of STAFF_NUMBERS) {
    const signedIn = expectOk(await signIn(host, { staffNo, password: PASSWORD }))
    counter = signedIn.counter
    sessions.push([duty, signedIn.session])
  }
  if (!counter) throw new Error('nobody signed in')
  const staff = Object.fromEntries(sessions) as unknown as Staff
  return { host, counter, staff, cases, folder, userData, scan: { file: path.join(folder, 'scan.pdf'), bytes: new Uint8Array() } } as unknown as TestBranch
}

/** Nothing half done: states are legal and at rest, log and case agree, every row has its file, every record its place. */
async function checkWhole({ counter }: TestBranch): Promise<void> {
  const { database, papers, folders } = counter
  expect((await database.read(verifyChain)).ok).toBe(true)
  const rows = await database.read(async (reader) => ({
    cases: await reader.all<{ id: string; state: string; version: number; steps: number; last: string | null }>(
      `SELECT id, state, version, (SELECT count(*) FROM audit WHERE case_id = c.id AND from_state IS NOT NULL) AS steps,
        (SELECT to_state FROM audit WHERE case_id = c.id AND to_state IS NOT NULL ORDER BY n DESC LIMIT 1) AS last FROM loan_case c`,
    ),
    blobs: await reader.all<{ ref: string; sha256: string }>('SELECT blob_ref AS ref, sha256 FROM document UNION SELECT blob_ref, sha256 FROM case_document'),
    active: await reader.all<{ id: string; records: number }>(
      "SELECT id, (SELECT count(*) FROM outbox WHERE case_id = c.id) AS records FROM loan_case c WHERE state = 'ACTIVE'",
    ),
    lost: await reader.all(
      'SELECT 1 FROM outbox o WHERE batch_seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.epoch = o.batch_epoch AND b.seq = o.batch_seq)',
    ),
    filed: await reader.all<{ folder: string }>('SELECT folder FROM archive_volume WHERE checked_at IS NOT NULL'),
  }))
  for (const { state, version, steps, last } of rows.cases) {
    expect(isState(state) && state !== 'DISBURSED').toBe(true)
    expect(last ?? 'DRAFT').toBe(state)
    expect(steps).toBe(version - 1)
  }
  for (const { ref, sha256 } of rows.blobs)
    expect(
      createHash('sha256')
        .update(expectOk(await papers.get(ref)))
        .digest('hex'),
    ).toBe(sha256)
  for (const { records } of rows.active) expect(records).toBeGreaterThan(0)
  expect(rows.lost).toEqual([])
  for (const { folder } of rows.filed) expect((await verifyBag(path.join(folders.archive, folder))).errors).toEqual([])
}

/** The case goes on from where it stands, to its end. */
async function carryOn(branch: TestBranch, id: string, caseId: CaseId): Promise<void> {
  const steps = await branch.counter.database.read((reader) =>
    reader.get<{ n: number }>("SELECT count(*) AS n FROM audit WHERE case_id = ? AND from_state IS NOT NULL AND action <> 'disbursement.activate'", [caseId]),
  )
  // Where the proof was entered before the cut, the second person reads the same sheet, not a new one.
  const entered = await branch.counter.database.read((reader) => findRegistration(reader, branch.counter.vault, caseId))
  const proofNo = entered?.proof?.proofNo
  const entry = entryOf(branch, id)
  if (proofNo && entry.registration) Object.assign(entry.registration, { proofNo })
  const walk: Walk = {
    branch,
    caseId,
    entry,
    staff: branch.staff,
    today: branch.cases.businessDate,
    line: lineOf(entry.application.house !== null),
    done: steps?.n ?? 0,
  }
  await walkTo(walk, 'fileVolume')
  expect(await stateOf(walk)).toBe('ACTIVE')
}

/** The child tells 46 lines; each point is a line and some milliseconds into what follows it. */
const POINTS = process.env.TEST_FULL ? 12 : 3
const points = Array.from(
  { length: POINTS },
  (_, index) => [2 + Math.floor((index * 44) / POINTS + Math.random() * (44 / POINTS)), Math.floor(Math.random() * 120)] as const,
)

describe('power cut', () => {
  it.each(points)(
    'after line %i and %i ms leaves no half step, and every case goes on to its end',
    async (lines, ms) => {
      const killed = await killAfter(lines, ms)
      await access(path.join(killed.folder, 'branch/live/branch.sqlite'))
      const branch = await reopen(killed)
      await checkWhole(branch)
      for (const { id, caseId } of killed.cases) await carryOn(branch, id, caseId)
      await checkWhole(branch)
      expect((await readdir(branch.counter.folders.archive)).filter((name) => name.startsWith('.'))).toEqual([])
      await branch.host.close()
      await rm(killed.folder, { recursive: true })
    },
    120_000,
  )
})
