import { stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { instant } from '../core/kernel/calendar.ts'
import { readMigrations } from '../db/migration-files.ts'
import { databaseFile, liveFolder } from '../electron/open-counter.ts'
import type { Manifest } from '../electron/services/backup-format.ts'
import { finishInterruptedRestore } from '../electron/services/restore.ts'
import { terminalName } from '../electron/services/terminal.ts'
import { type RestoreRequest, restoreBranch, tryBackup } from '../electron/usecases/people/restore-branch.ts'
import { askSecret } from './restore/ask-secret.ts'
import { refusalLine } from './restore/refusal-line.ts'

const USAGE = `usage: npm run restore -- --backup FOLDER --data FOLDER [--prove]
  --backup  the folder named backup-YYYYMMDD-HHMMSS
  --data    the data folder of the application (it holds "live")
  --prove   check the backup and change nothing
The secret is asked for, or read from standard input: staff number and password on two lines, or the recovery code on one.`
const appRoot = path.join(import.meta.dirname, '..')

const countsOf = ({ branchCode, createdAt, counts, audit, papers }: Manifest): string =>
  `branch ${branchCode}, made ${createdAt}: ${counts.loan_case ?? 0} cases, ${papers.length} papers, ${audit.entries} audit entries`

async function requestOf(backup: string, data: string): Promise<RestoreRequest | null> {
  const secret = await askSecret()
  if (!secret) return null
  const live = liveFolder(data)
  return {
    backup,
    secret,
    liveFolder: live,
    databaseName: path.basename(databaseFile(data)),
    schemaVersion: (await readMigrations(path.join(appRoot, 'db/migrations'))).at(-1)?.version ?? 0,
    now: instant(new Date().toISOString()),
    terminal: terminalName(),
  }
}

function tellRestored(manifest: Manifest, keptAside: string | null): void {
  console.log(`restored: ${countsOf(manifest)}`)
  if (keptAside) console.log(`the data that was here is kept in ${keptAside}; remove it when somebody has looked at the restored branch`)
  console.log('Passwords are those of the day of the backup. Enter again what was done after it, on a later business date.')
  console.log('Nothing can be sent to head office before the branch is enrolled anew: save its key request and bring it there.')
}

async function run(backup: string, data: string, prove: boolean): Promise<number> {
  if (!(await stat(path.dirname(data)).catch(() => null))) {
    console.error(`the folder of ${data} does not exist`)
    return 2
  }
  const request = await requestOf(backup, data)
  if (!request) {
    console.error(USAGE)
    return 2
  }
  // A power cut during an earlier restore: first put right what it left, or its proven copy would be taken for rubbish.
  await finishInterruptedRestore(request.liveFolder)
  const done = prove ? await tryBackup(request) : await restoreBranch(request)
  if (!done.ok) {
    console.error(`${refusalLine(done.error)}\nThe data in ${data} is what it was.`)
    return 1
  }
  if ('manifest' in done.value) tellRestored(done.value.manifest, done.value.keptAside)
  else console.log(`the backup is whole: ${countsOf(done.value)}`)
  return 0
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { backup: { type: 'string' }, data: { type: 'string' }, prove: { type: 'boolean', default: false } } })
  if (values.backup && values.data) return run(path.resolve(values.backup), path.resolve(values.data), values.prove)
  console.error(USAGE)
  return 2
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`cannot restore: ${error instanceof Error ? error.message : String(error)}`)
  return 1
})
