import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { SealBroken, subKey } from './aead.ts'
import { BACKUP_FILES, BACKUP_FORMAT, type DatabaseFacts, type InspectDatabase, Manifest, parseJson } from './backup-format.ts'
import { errnoOf, fileChunks } from './durable-file.ts'
import { hashFile, writeHashed } from './hashed-copy.ts'
import { makePaperStore } from './paper-store.ts'
import { openStream } from './sealed-stream.ts'

export interface ProofOrder {
  /** Folder of the backup. Only read. */
  readonly folder: string
  readonly dataKey: Uint8Array
  /** An empty place for the opened backup: the database and the papers. */
  readonly staging: string
  readonly databaseName: string
  readonly inspect: InspectDatabase
  /** The newest schema this program knows. */
  readonly schemaVersion: number
}

const damaged = (file: string) => refuse('BACKUP_DAMAGED', { file })

/** Runs a step that reads one file of the backup; a missing or altered one is a refusal naming it. */
async function reading<T>(file: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SealBroken || ['ENOENT', 'EISDIR'].includes(errnoOf(error))) return damaged(file)
    throw error
  }
}

async function openManifest(folder: string, backupKey: Uint8Array): Promise<Result<Manifest>> {
  return reading(BACKUP_FILES.manifest, async () => {
    const parts: Uint8Array[] = []
    for await (const part of openStream(backupKey, 'backup-manifest', [await readFile(join(folder, BACKUP_FILES.manifest))])) parts.push(part)
    const manifest = parseJson(Manifest, Buffer.concat(parts).toString('utf8'))
    if (!manifest) return damaged(BACKUP_FILES.manifest)
    return manifest.format > BACKUP_FORMAT ? refuse('BACKUP_NEWER_FORMAT', { format: manifest.format, known: BACKUP_FORMAT }) : ok(manifest)
  })
}

async function openDatabaseFile(order: ProofOrder, manifest: Manifest, backupKey: Uint8Array): Promise<Result<void>> {
  const source = join(order.folder, BACKUP_FILES.database)
  return reading(BACKUP_FILES.database, async () => {
    if ((await hashFile(source)) !== manifest.database.sha256) return damaged(BACKUP_FILES.database)
    const written = await writeHashed(join(order.staging, order.databaseName), openStream(backupKey, 'backup-database', fileChunks(source)))
    if (!written.ok) return written
    return written.value.sha256 === manifest.database.plainSha256 ? ok(undefined) : damaged(BACKUP_FILES.database)
  })
}

async function copyPapers(order: ProofOrder, manifest: Manifest): Promise<Result<void>> {
  const papers = makePaperStore({ folder: join(order.staging, BACKUP_FILES.papers), key: subKey(order.dataKey, 'papers') })
  const knownBad = new Set(manifest.damagedPapers)
  for (const { ref, sha256 } of manifest.papers) {
    const copied = await reading(ref, () => writeHashed(papers.pathOf(ref), fileChunks(join(order.folder, BACKUP_FILES.papers, ref.slice(0, 2), ref))))
    if (!copied.ok) return copied.error.code === 'BACKUP_DAMAGED' ? refuse('BACKUP_PAPER_MISSING', { ref }) : copied
    if (copied.value.sha256 !== sha256 || (!knownBad.has(ref) && !(await papers.get(ref)).ok)) return damaged(ref)
  }
  return ok(undefined)
}

function compare(facts: DatabaseFacts, manifest: Manifest): Result<void> {
  for (const table of new Set([...Object.keys(manifest.counts), ...Object.keys(facts.counts)])) {
    const [expected, found] = [manifest.counts[table] ?? 0, facts.counts[table] ?? 0]
    if (expected !== found) return refuse('BACKUP_COUNTS_DIFFER', { table, expected, found })
  }
  const { audit } = facts
  if (!audit.intact || audit.head !== manifest.audit.head || audit.entries !== manifest.audit.entries)
    return refuse('BACKUP_AUDIT_BROKEN', { entries: audit.entries })
  const present = new Set([...manifest.papers.map((paper) => paper.ref), ...manifest.missingPapers])
  const missing = facts.paperRefs.find((ref) => !present.has(ref))
  return missing === undefined ? ok(undefined) : refuse('BACKUP_PAPER_MISSING', { ref: missing })
}

/**
 * Opens a backup in a place of its own and proves it: every hash, the seals, quick_check, the rows of each table, the audit
 * chain, and each paper the rows name. Touches neither the backup nor the live data.
 * @returns the manifest, or BACKUP_DAMAGED with `file`, BACKUP_NEWER_FORMAT, BACKUP_DATABASE_DAMAGED, BACKUP_COUNTS_DIFFER with
 * `table`, BACKUP_AUDIT_BROKEN, BACKUP_PAPER_MISSING with `ref`, or DISK_FULL
 * @example const proven = await proveBackup({ folder, dataKey, staging, databaseName: 'branch.db', inspect, schemaVersion })
 */
export async function proveBackup(order: ProofOrder): Promise<Result<Manifest>> {
  const backupKey = subKey(order.dataKey, 'backup')
  const manifest = await openManifest(order.folder, backupKey)
  if (!manifest.ok) return manifest
  if (manifest.value.schemaVersion > order.schemaVersion)
    return refuse('BACKUP_NEWER_FORMAT', { format: manifest.value.schemaVersion, known: order.schemaVersion })
  const database = await openDatabaseFile(order, manifest.value, backupKey)
  if (!database.ok) return database
  const papers = await copyPapers(order, manifest.value)
  if (!papers.ok) return papers
  const facts = await order.inspect(join(order.staging, order.databaseName))
  if (!facts) return refuse('BACKUP_DATABASE_DAMAGED')
  const same = compare(facts, manifest.value)
  return same.ok ? manifest : same
}
