import { downTakenBy } from '../../core/batch/office-keys.ts'
import { makeFolder } from '../../protocol/durable-file.ts'
import { partStore, publishBatch } from '../../protocol/hob-layout.ts'
import type { Office } from '../office.ts'
import { downAfter, type KnownBatch } from '../store/batches.ts'
import { openStream } from '../store/streams.ts'
import { envelopeOf } from './batch-content.ts'
import type { BatchOutcome } from './custody.ts'

/** Puts a signed down batch into a folder to be carried to the branch, from the spool. */
async function publishDown(office: Office, down: KnownBatch, folder: string): Promise<void> {
  const envelopeBytes = await office.spool.need(down.hash)
  const envelope = await envelopeOf(office.spool, down.hash)
  const store = partStore(folder)
  for (const part of envelope.parts) await store(part.sha256, await office.spool.need(part.sha256))
  const signature = (await office.spool.need(down.signatureRef)).toString('latin1')
  await publishBatch(folder, { envelope, envelopeBytes, signature, hash: down.hash })
}

/**
 * Writes what is to be carried back to the branches of an import: from what the branch does not yet say it has to the newest
 * down batch, so that keys, decisions and packs travel on the stick too. What a lost stick carried is carried again.
 * @returns the folder, or null when there is nothing
 */
export async function carryBack(office: Office, settled: readonly BatchOutcome[], folderOf: (branch: string) => string): Promise<string | null> {
  let folder: string | null = null
  for (const branch of new Set(settled.map((outcome) => outcome.branch))) {
    const stream = await openStream(office.database, branch, 'down')
    const offered = settled.filter((outcome) => outcome.branch === branch && outcome.epoch === stream?.epoch)
    if (!stream || offered.length === 0) continue
    const envelopes = await Promise.all(offered.map(({ hash }) => envelopeOf(office.spool, hash)))
    for (let after = downTakenBy(envelopes); ; ) {
      const page = await downAfter(office.database, branch, stream.epoch, after, 100)
      for (const down of page) await publishDown(office, down, folderOf(branch))
      if (page.length > 0) folder = folderOf(branch)
      const last = page.at(-1)
      if (!last) break
      after = last.seq
    }
  }
  if (folder !== null) await makeFolder(folder)
  return folder
}
