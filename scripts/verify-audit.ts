import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Enrolment } from '../core/batch/enrolment.ts'
import { expectOk } from '../core/kernel/result.ts'
import { openDatabase } from '../db/connection.ts'
import { findEnrolment } from '../db/repositories/branch-keys.ts'
import { findBranch } from '../db/repositories/branches.ts'
import { announcedTurns } from '../db/repositories/office-key-turns.ts'
import type { Reader } from '../db/sql.ts'
import { type AuditCheck, type AuditKeys, checkAudit, type OutsideHead, outsideHead } from '../electron/services/audit-check.ts'
import { keyFingerprint, readPinnedEnrolment } from '../protocol/enrolment-file.ts'
import { knownOfficeKeys } from '../protocol/office-turn.ts'

const USAGE = `usage: npm run verify-audit -- --database FILE [--fingerprint TEXT ...] [--head TEXT|FILE ...]
  --database     a copy of branch.sqlite
  --fingerprint  of head office, as told at each enrolment: then signatures and cosignatures are checked too, each with the key of its time
  --head         a head kept outside: a note from a receipt (a file), or "ROWS ROOT" as printed on a contract`

/** An enrolment whose head office has one of these fingerprints, or a key that one of them vouched for. */
function readKnown(body: Uint8Array, epoch: number, fingerprints: readonly string[]): Enrolment {
  for (const fingerprint of fingerprints) {
    const read = readPinnedEnrolment(body, fingerprint)
    if (read.ok) return read.value
  }
  throw new Error(`the enrolment of epoch ${epoch} is of a head office with another fingerprint`)
}

/** The keys of every epoch. An enrolment after a change of head office's keys is believed through the key before it. */
async function keysOf(reader: Reader, given: readonly string[]): Promise<AuditKeys[]> {
  const branch = given.length > 0 ? await findBranch(reader) : null
  const fingerprints = [...given]
  const keys: AuditKeys[] = []
  for (let epoch = 1; branch && epoch <= branch.epoch; epoch++) {
    const row = await findEnrolment(reader, epoch)
    if (!row) continue
    const enrolment = readKnown(row.body, epoch, fingerprints)
    const office = knownOfficeKeys(enrolment, await announcedTurns(reader, epoch))
    if (!office) throw new Error('keys of head office that do not prove themselves')
    fingerprints.push(...office.map(({ keys: { sign } }) => keyFingerprint(sign)))
    keys.push({ epoch, branch: enrolment.keys.sign, headOffice: office.map(({ keys: { sign }, fromSeq }) => ({ sign, fromSeq })) })
  }
  return keys
}

async function headOf(text: string): Promise<OutsideHead> {
  const head = outsideHead(text) ?? outsideHead(await readFile(text, 'utf8'))
  if (!head) throw new Error(`not a head of an audit log: ${text}`)
  return head
}

function line(check: AuditCheck): string {
  if (check.ok) return `whole: ${check.rows} rows, ${check.seals} seals, ${check.cosigned} cosigned by head office`
  const where = check.from === check.to ? `row ${check.from}` : `rows ${check.from} to ${check.to}`
  return `BROKEN at ${where}: ${check.why}, shown by ${{ CHAIN: 'the chain', SEAL: 'a sealed day', OUTSIDE: 'a head kept outside' }[check.by]}`
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      fingerprint: { type: 'string', multiple: true, default: [] },
      head: { type: 'string', multiple: true, default: [] },
    },
  })
  if (!values.database) {
    console.error(USAGE)
    return 2
  }
  const outside = await Promise.all(values.head.map(headOf))
  const database = expectOk(await openDatabase(values.database))
  try {
    const check = await database.read(async (reader) => checkAudit(reader, await keysOf(reader, values.fingerprint), outside))
    console.log(line(check))
    return check.ok ? 0 : 1
  } finally {
    await database.close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(`cannot check: ${error instanceof Error ? error.message : String(error)}`)
  return 1
})
