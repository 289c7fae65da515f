import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { instant } from '../core/kernel/calendar.ts'
import type { Refusal } from '../core/kernel/result.ts'
import { codeUntil } from '../core/people/one-time-code.ts'
import { writeDurably } from '../protocol/durable-file.ts'
import { SYSTEM } from './acts/act.ts'
import { makeRecoveryCode } from './console-api/recovery-code.ts'
import { continueDown } from './down/continue-down.ts'
import { type HeadOffice, type ImportReport, initHeadOffice, openHeadOffice } from './head-office.ts'
import { writeBag } from './import/write-bag.ts'
import { mayListen, type ServeRequest, serveHeadOffice, tlsOf } from './serve.ts'

const USAGE = `usage: npm run headoffice [-- COMMAND] [--data DIR]
  serve [--host H] [--port P]   the HTTP service and the console; the default command, on 127.0.0.1:8480 without any set-up
    --tls-cert F --tls-key F      TLS; --client-ca F lets in only devices with a certificate of it (mTLS)
    --behind-proxy                a proxy in front speaks TLS; --proxies A,B names its addresses where it is another machine
  init --name NAME              set up a head office in DIR
  enrol KEYFILE --out FILE      enrol a branch from its key file, write the signed enrolment
  import FILE|FOLDER [--dry-run] [--out FOLDER]
                                import batches; receipts go to FOLDER or DIR/out/<branch>
  turn-keys                     new keys of head office; every branch is told with its next answer
  continue-down BRANCH          after DIR was put back from an older copy: goes on after what the branch holds (see the runbook)
  recover                       a one-time code by which an administrator gets back into the console
  bag BRANCH ARCHIVENO --out FOLDER
                                write a branch's archive volume as the BagIt bag it is, and verify it
  rebuild                       make the database again from the spool
  verify                        check the spool, and that a rebuild gives the same database
  --take-over                   with any command: take DIR over from the machine HEAD_OFFICE_BUSY names, once nothing runs there
DIR is headoffice-data where it is left out. DATABASE_URL names a PostgreSQL; without it the database is embedded.
METRICS_TOKEN lets others than this machine read /metrics.`

const refusalLine = (refusal: Refusal): string => `${refusal.code} ${JSON.stringify(refusal.details)}`
/** Why DIR cannot be opened. A stick is imported by nobody else while the service has it. */
const busyLine = ({ code, details: { pid, host } }: Refusal): string =>
  code === 'HEAD_OFFICE_BUSY' && pid ? `\nprocess ${pid} on ${host} has DIR: end it first; where it is the service, stop it, do this, and start it again` : ''

function printImport(report: ImportReport): number {
  for (const line of report.batches) {
    if ('refusal' in line) {
      console.log(`${line.batch}  refused  ${refusalLine(line.refusal)}`)
      continue
    }
    const { state, replay, code, nextSeq, results } = line.outcome
    const counts =
      results.length > 0 ? `  ${results.map((result) => `${result.line}:${result.outcome}${result.code ? `(${result.code})` : ''}`).join(' ')}` : ''
    console.log(`${line.batch}  ${state}${replay ? ' (had it already)' : ''}${code ? `  ${code}` : ''}${nextSeq ? `  needs ${nextSeq} next` : ''}${counts}`)
  }
  console.log(report.receipts ? `receipts in ${report.receipts}` : 'no receipts')
  return report.batches.some((line) => 'refusal' in line) ? 1 : 0
}

async function run(
  office: HeadOffice,
  [command, target, further]: readonly [string, string | undefined, string | undefined],
  options: { dryRun: boolean; out: string | undefined },
): Promise<number> {
  if (command === 'rebuild') {
    const { before, after } = await office.rebuild()
    console.log(before === after ? `rebuilt, the same ${after}` : `rebuilt, ${before ?? 'what could not be read'} became ${after}`)
    return before === after || before === null ? 0 : 1
  }
  if (command === 'verify') {
    const check = await office.verify()
    for (const hash of check.damaged) console.log(`damaged ${hash}`)
    console.log(`${check.entries} journal lines, ${check.objects} objects, database ${check.projectionMatches ? 'matches' : 'DIFFERS'}`)
    return check.damaged.length === 0 && check.projectionMatches ? 0 : 1
  }
  if (command === 'turn-keys') {
    const turned = await office.turnKeys(SYSTEM)
    if (!turned.ok) {
      console.error(refusalLine(turned.error))
      return 1
    }
    const { fingerprint, made, notTold } = turned.value
    console.log(`${made ? 'head office has new keys' : 'the change before was carried on'}; branches enrol by this fingerprint from now on: ${fingerprint}`)
    for (const branch of notTold) console.error(`${branch} could not be told: run turn-keys again`)
    return notTold.length > 0 ? 1 : 0
  }
  if (command === 'continue-down' && target) return await goOn(office, target)
  if (command === 'recover') return await recover(office)
  if (command === 'bag' && target && further && options.out) {
    const written = await writeBag(office.office, target, further, options.out)
    console[written.ok ? 'log' : 'error'](written.ok ? written.value : refusalLine(written.error))
    return written.ok ? 0 : 1
  }
  if (command === 'enrol' && target && options.out) {
    const enrolled = await office.enrol(await readFile(target))
    if (!enrolled.ok) console.error(refusalLine(enrolled.error))
    else await writeDurably(options.out, enrolled.value.text)
    if (enrolled.ok) console.log(`enrolled; tell the branch this fingerprint: ${enrolled.value.fingerprint}`)
    return enrolled.ok ? 0 : 1
  }
  if (command !== 'import' || !target) return usage()
  const report = await office.importBatches(target, { dryRun: options.dryRun, lists: true, ...(options.out ? { receiptsTo: options.out } : {}) })
  if (report.ok) return printImport(report.value)
  console.error(refusalLine(report.error))
  return 1
}

/** Where nobody who administers can sign in: whoever holds the folder makes a code, and the audit log says so. */
async function recover({ office, query }: HeadOffice): Promise<number> {
  const people = await query<{ user_id: string; roles: string }>('select user_id, roles from office_user order by user_id')
  if (people.length === 0) {
    console.error('nobody has an account yet: start the service, it shows a set-up code')
    return 1
  }
  const until = codeUntil('RECOVERY', instant(office.now()))
  console.log(`one-time code ${await makeRecoveryCode(office)}, good until ${until}`)
  const administrators = people.filter(({ roles }) => roles === 'ADMINISTRATOR').map(({ user_id }) => user_id)
  console.log(`start the service and type it in on the console's sign-in page; administrators: ${administrators.join(', ') || 'none'}`)
  return 0
}

/** DIR was put back from an older copy: what the branch holds is taken as known. */
async function goOn({ office }: HeadOffice, branch: string): Promise<number> {
  const done = await continueDown(office, branch)
  if (done === 'NEEDS_A_BATCH') {
    console.error(`${branch} may have heard of newer keys of head office: have it seal a new batch, take that in, then do this again`)
    return 1
  }
  if (done) console.log(`${branch} goes on after answer ${done.seq}; what followed answer ${done.from} is said again`)
  else console.error(`${branch} holds nothing that was not signed here, as far as it has said`)
  return done ? 0 : 1
}

/** Tells what stands still. @returns whether anything does */
function printTroubles({ troubles }: Pick<HeadOffice, 'troubles'>): boolean {
  for (const { what, lane, reason } of troubles) console.error(`${lane || 'head office'} stands still, ${what}: ${reason}`)
  return troubles.length > 0
}

/** How to call it. @param problem what is wrong with this call, in a sentence, instead */
function usage(problem = USAGE): number {
  console.error(problem)
  return 2
}

const OPTIONS = {
  data: { type: 'string', default: 'headoffice-data' },
  name: { type: 'string' },
  out: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8480' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'client-ca': { type: 'string' },
  'behind-proxy': { type: 'boolean', default: false },
  proxies: { type: 'string' },
  'take-over': { type: 'boolean', default: false },
} as const

/** Serves until the process is told to stop; what is running is finished first. */
async function serve(request: ServeRequest): Promise<number> {
  const problem = mayListen(request)
  if (problem) return usage(problem)
  const serving = await serveHeadOffice(request, true)
  if (!serving.ok) {
    console.error(refusalLine(serving.error) + busyLine(serving.error))
    return 1
  }
  const { url, fingerprint, setUpCode, troubles, close } = serving.value
  printTroubles({ troubles })
  console.error(`head office at ${url}/console  fingerprint ${fingerprint}`)
  if (setUpCode) console.error(`first visit: set-up code ${setUpCode}`)
  await new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await close()
  return 0
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS })
  const [command = 'serve', target, further] = positionals
  const databaseUrl = process.env.DATABASE_URL ?? null
  if (command === 'serve') {
    const { 'tls-cert': cert, 'tls-key': key, 'client-ca': clientCa, 'behind-proxy': behindProxy } = values
    if (values.proxies && !behindProxy) return usage()
    const tls = tlsOf({ cert, key, clientCa })
    if (typeof tls === 'string') return usage(tls)
    const metricsToken = process.env.METRICS_TOKEN ?? null
    return await serve({
      data: values.data,
      host: values.host,
      port: Number(values.port),
      tls,
      databaseUrl,
      metricsToken,
      behindProxy,
      takeOver: values['take-over'],
      ...(values.proxies ? { proxies: values.proxies } : {}),
    })
  }
  if (command === 'init') {
    if (!values.name) return usage()
    const made = await initHeadOffice(values.data, values.name)
    console.log(
      made.ok ? `head office set up; fingerprint ${made.value.fingerprint}\ncarry escrow-identity.txt to a safe and delete it here` : refusalLine(made.error),
    )
    return made.ok ? 0 : 1
  }
  const office = await openHeadOffice(values.data, undefined, { ...(databaseUrl ? { databaseUrl } : {}), takeOver: values['take-over'] })
  if (!office.ok) {
    console.error(refusalLine(office.error) + busyLine(office.error))
    return 1
  }
  try {
    const code = await run(office.value, [command, target, further], { dryRun: values['dry-run'], out: values.out })
    return printTroubles(office.value) ? code || 1 : code
  } finally {
    await office.value.close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  return 1
})
