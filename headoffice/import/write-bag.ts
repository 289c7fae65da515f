import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { ArchiveBagBody } from '../../core/batch/archive-bag.ts'
import { BAG_TYPE } from '../../core/batch/record-types.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { listedFiles, TAG_MANIFEST } from '../../protocol/bag-files.ts'
import { verifyBag } from '../../protocol/bag-verify.ts'
import { makeFolder, renameCarefully, syncFolder, writeNew } from '../../protocol/durable-file.ts'
import type { Office } from '../office.ts'
import { readBlob } from './read-blob.ts'
import { recordPlace } from './split-record.ts'

type BagRow = {
  readonly id: string
  readonly rev: number
  readonly sealed: string
  readonly state: string
}

/** Bags of a branch that head office was told of, or of one case. */
export async function bagsOf(office: Office, branch: string, caseId: string | null): Promise<{ row: BagRow; body: ArchiveBagBody }[]> {
  const rows = await office.database.query<BagRow>(
    `select id::text as id, rev, sealed, state from record where branch_id = $1 and type = '${BAG_TYPE}' and state <> 'parked' and ($2::uuid is null or id = $2) order by id, rev`,
    [branch, caseId],
  )
  return rows.map((row) => ({
    row,
    body: ArchiveBagBody.parse(JSON.parse(office.seal.open(recordPlace(branch, { type: BAG_TYPE, id: row.id, rev: row.rev }), row.sealed))),
  }))
}

/**
 * Writes a branch's archive bag below a folder, as it was sealed there, and verifies it: any BagIt tool reads it, its payload opens with the escrow key.
 * Refuses BAG_NOT_FOUND, BAG_NOT_COMPLETE (files still to come), VOLUME_EXISTS, VOLUME_DAMAGED. @returns the bag's folder
 */
export async function writeBag(office: Office, branch: string, archiveNo: string, below: string): Promise<Result<string>> {
  const found = (await bagsOf(office, branch, null)).findLast(({ body }) => body.archiveNo === archiveNo)
  if (!found) return refuse('BAG_NOT_FOUND', { branch, archiveNo })
  if (found.row.state !== 'complete') return refuse('BAG_NOT_COMPLETE', { archiveNo })
  const folder = path.join(below, archiveNo)
  if (existsSync(folder)) return refuse('VOLUME_EXISTS', { archiveNo })
  const damaged = refuse('VOLUME_DAMAGED', { archiveNo, code: 'MANIFEST' })
  const tags = await readBlob(office, branch, found.body.sealHash)
  const named = tags && /^([0-9a-f]{64}) {2}manifest-sha256\.txt$/m.exec(tags.toString('latin1'))?.[1]
  const manifest = named ? await readBlob(office, branch, named) : null
  const files = tags && manifest ? listedFiles(tags, manifest) : null
  if (!files) return damaged
  // Under a name of its own until it is whole: what is cut off is no bag, and the next try begins anew.
  const work = path.join(below, `.${archiveNo}.part`)
  await rm(work, { recursive: true, force: true })
  for (const [name, sha256] of new Map([...files, [TAG_MANIFEST, found.body.sealHash]])) {
    const bytes = await readBlob(office, branch, sha256)
    if (!bytes) return damaged
    await makeFolder(path.dirname(path.join(work, name)))
    await writeNew(path.join(work, name), bytes)
  }
  const report = await verifyBag(work)
  const [error] = report.errors
  if (error) return refuse('VOLUME_DAMAGED', { archiveNo, code: error.code })
  await renameCarefully(work, folder)
  await syncFolder(below)
  return ok(folder)
}
