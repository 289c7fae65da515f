import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { errnoOf } from './durable-file.ts'
import { type KeySlot, keySlotFromText, keySlotToText } from './key-slot.ts'

export const BACKUP_FORMAT = 1
/** Inside the folder of a backup; papers stand under `papers/` as in the paper store. */
export const BACKUP_FILES = { keySlots: 'key-slots.json', manifest: 'manifest.sealed', database: 'database.sealed', papers: 'papers' } as const

/** What a database says of itself; read by `db/` from the copy, never from the live file. */
export interface DatabaseFacts {
  readonly schemaVersion: number
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  readonly audit: { readonly entries: number; readonly head: string; readonly intact: boolean }
  /** Every paper the rows name. */
  readonly paperRefs: readonly string[]
}
/** Opens a database file, runs quick_check and reads its facts; null when it cannot be opened or the check fails. */
export type InspectDatabase = (path: string) => Promise<DatabaseFacts | null>

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Ref = z.string().regex(/^[0-9a-f]{32}$/)
const Count = z.int().min(0)

export const Manifest = z.strictObject({
  format: z.int(),
  algorithm: z.literal('aes-256-gcm/64k'),
  branchCode: z.string(),
  createdAt: z.iso.datetime(),
  schemaVersion: Count,
  counts: z.record(z.string(), Count),
  audit: z.strictObject({ entries: Count, head: z.string() }),
  /** Of the sealed file, and of the database within. */
  database: z.strictObject({ sha256: Hash, plainSha256: Hash, bytes: Count }),
  papers: z.array(z.strictObject({ ref: Ref, sha256: Hash, bytes: Count })),
  /** Papers that were already damaged or missing when the backup was made: known, and no fault of the backup. */
  damagedPapers: z.array(Ref),
  missingPapers: z.array(Ref),
})
export type Manifest = z.output<typeof Manifest>

/** A key slot with the name its owner knows it by: a staff number, or '' for the recovery code. */
export interface LabelledSlot {
  readonly label: string
  readonly slot: KeySlot
}

const KeySlotsFile = z.strictObject({ format: z.int(), keyCheck: z.string(), slots: z.array(z.strictObject({ label: z.string(), slot: z.string() })) })

/** Tells the right backup key from another one before anything is opened. */
export const keyCheckOf = (backupKey: Uint8Array): string => createHmac('sha256', backupKey).update('key-check').digest('hex').slice(0, 32)

export const keySlotsToText = (slots: readonly LabelledSlot[], backupKey: Uint8Array): string =>
  JSON.stringify({ format: BACKUP_FORMAT, keyCheck: keyCheckOf(backupKey), slots: slots.map(({ label, slot }) => ({ label, slot: keySlotToText(slot) })) })

/** The slots beside a backup. @returns BACKUP_NOT_FOUND, BACKUP_NEWER_FORMAT, BACKUP_DAMAGED or KEY_SLOT_DAMAGED */
export async function readKeySlots(folder: string): Promise<Result<{ keyCheck: string; slots: LabelledSlot[] }>> {
  const text = await readFile(join(folder, BACKUP_FILES.keySlots), 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) return null
    throw error
  })
  if (text === null) return refuse('BACKUP_NOT_FOUND')
  const file = parseJson(KeySlotsFile, text)
  if (!file) return refuse('BACKUP_DAMAGED', { file: BACKUP_FILES.keySlots })
  if (file.format > BACKUP_FORMAT) return refuse('BACKUP_NEWER_FORMAT', { format: file.format, known: BACKUP_FORMAT })
  const slots: LabelledSlot[] = []
  for (const { label, slot: slotText } of file.slots) {
    const slot = keySlotFromText(slotText)
    if (!slot.ok) return slot
    slots.push({ label, slot: slot.value })
  }
  return ok({ keyCheck: file.keyCheck, slots })
}

/** The value, or null when the text is not JSON of this shape. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
