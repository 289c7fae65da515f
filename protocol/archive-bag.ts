import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sealAge } from './age-file.ts'
import { type BagInfo, bagTagFiles, type PayloadEntry } from './bag-tag-files.ts'
import { verifyBag } from './bag-verify.ts'
import { makeFolder, renameCarefully, sizeOf, syncFolder, writeNew } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'

/** A file of the volume, plaintext, read one at a time. `name` is its path inside the volume, e.g. 'papers/D101-1.pdf'. */
export interface VolumeFile {
  readonly name: string
  readonly read: () => Promise<Uint8Array>
}

export interface VolumeDraft {
  /** Names the folder; the archive number fits (domain 7). Never personal data. */
  readonly archiveNo: string
  readonly files: readonly VolumeFile[]
  /** Branch archive key and head office's escrow key (rulings 15). */
  readonly recipients: readonly string[]
  readonly baggingDate: string
  /** E.g. 'D15' (domain 7). */
  readonly retentionClass: string
  readonly disposeAfter: string | null
  readonly sourceOrganization: string
  /** Further bag-info lines; nothing personal, for bag-info stands in the clear. */
  readonly info?: BagInfo
}

export interface SealedVolume {
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** SHA-256 of tagmanifest-sha256.txt: the one figure that stands for the whole volume. */
  readonly sealHash: string
  /** Every file of the bag, tag files too. */
  readonly contents: readonly PayloadEntry[]
}

/** The encrypted plaintext manifest within the payload. */
export const PLAIN_MANIFEST = 'data/manifest-plain-sha256.txt.age'
const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i
const FOLDER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,80}$/

function checkNames(draft: VolumeDraft): Result<null> {
  const folded = draft.files.map((file) => file.name.toLowerCase())
  const wrong = draft.files.find((file) => !NAME.test(file.name) || file.name.length > 150)
  if (!FOLDER.test(draft.archiveNo)) return refuse('VOLUME_NAME_INVALID', { name: draft.archiveNo })
  if (wrong) return refuse('VOLUME_NAME_INVALID', { name: wrong.name })
  const twice = folded.find((name, index) => folded.indexOf(name) !== index || `data/${name}.age` === PLAIN_MANIFEST)
  return twice === undefined ? ok(null) : refuse('VOLUME_NAME_INVALID', { name: twice })
}

async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await syncAll(path.join(folder, entry.name))
  await syncFolder(folder)
}

/**
 * Writes the volume as a BagIt 1.0 bag: each file an age file, fsynced; the manifest covers the ciphertext; the
 * plaintext manifest is itself an encrypted payload file (rulings 15). The folder appears whole, by one rename, after it
 * has been read back and verified.
 * Refuses: VOLUME_NAME_INVALID (name), VOLUME_EXISTS, VOLUME_DAMAGED (what was written does not read back).
 * @example await writeVolume('/archive', { archiveNo: 'F001-XD-2026-D15-110199-00042', files, recipients, … })
 */
export async function writeVolume(archive: string, draft: VolumeDraft): Promise<Result<SealedVolume>> {
  const names = checkNames(draft)
  if (!names.ok) return names
  const final = path.join(archive, draft.archiveNo)
  if ((await sizeOf(path.join(final, 'bagit.txt'))) !== null) return refuse('VOLUME_EXISTS', { archiveNo: draft.archiveNo })
  await makeFolder(archive)
  const work = path.join(archive, `.${draft.archiveNo}.${process.pid}.tmp`)
  await rm(work, { recursive: true, force: true })
  await mkdir(path.join(work, 'data'), { recursive: true })
  try {
    const payload: PayloadEntry[] = []
    const plain: { path: string; sha256: string }[] = []
    const add = async (target: string, bytes: Uint8Array): Promise<void> => {
      const cipher = await sealAge(bytes, draft.recipients)
      await mkdir(path.dirname(path.join(work, target)), { recursive: true })
      await writeNew(path.join(work, target), cipher)
      payload.push({ path: target, sha256: sha256Hex(cipher), bytes: cipher.length })
    }
    for (const file of draft.files) {
      const bytes = await file.read()
      if (bytes.length > BATCH_LIMITS.blobBytes) return refuse('BATCH_TOO_LARGE', { what: 'file', limit: BATCH_LIMITS.blobBytes })
      plain.push({ path: `data/${file.name}`, sha256: sha256Hex(bytes) })
      await add(`data/${file.name}.age`, bytes)
    }
    plain.sort((a, b) => (a.path < b.path ? -1 : 1))
    await add(PLAIN_MANIFEST, Buffer.from(plain.map((entry) => `${entry.sha256}  ${entry.path}\n`).join('')))
    const tags = bagTagFiles(payload, volumeInfo(draft))
    for (const tag of tags) await writeNew(path.join(work, tag.name), tag.bytes)
    await syncAll(work)
    const report = await verifyBag(work)
    if (report.errors.length > 0) return refuse('VOLUME_DAMAGED', { archiveNo: draft.archiveNo, code: report.errors[0]?.code ?? '' })
    await renameCarefully(work, final)
    await syncFolder(archive)
    return ok({
      folder: final,
      files: draft.files.length,
      bytes: payload.reduce((sum, entry) => sum + entry.bytes, 0),
      sealHash: sha256Hex(tags[3]?.bytes ?? Buffer.alloc(0)),
      contents: [...payload, ...tags.map(({ name, bytes }) => ({ path: name, sha256: sha256Hex(bytes), bytes: bytes.length }))],
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function volumeInfo(draft: VolumeDraft): BagInfo {
  return [
    ['Source-Organization', draft.sourceOrganization],
    ['External-Identifier', draft.archiveNo],
    ['Bagging-Date', draft.baggingDate],
    ['Retention-Class', draft.retentionClass],
    ...(draft.disposeAfter === null ? [] : [['Dispose-After', draft.disposeAfter] as const]),
    ['Legal-Hold', 'no'],
    ['Payload-Encryption', 'age-v1'],
    ...(draft.info ?? []),
  ]
}

/** Removes what a crash left half-written. Nothing of it was ever a volume. @returns how many */
export async function clearHalfVolumes(archive: string): Promise<number> {
  const left = (await readdir(archive).catch((): string[] => [])).filter((name) => /^\..+\.\d+\.tmp$/.test(name))
  for (const name of left) await rm(path.join(archive, name), { recursive: true, force: true })
  return left.length
}
