import { ok, type Result } from '../../core/kernel/result.ts'
import { readScan } from '../services/read-scan.ts'
import { saveCopy } from '../services/saved-copy.ts'
import { fileVolume, prepareVolume } from '../usecases/archive/file-volume.ts'
import { confirmEnrolment, type EnrolmentAsked } from '../usecases/batch/confirm-enrolment.ts'
import { dropBatch } from '../usecases/batch/drop-batch.ts'
import { keyRequest } from '../usecases/batch/enrol-branch.ts'
import { giveUpLost } from '../usecases/batch/give-up-lost.ts'
import { proposeBatch } from '../usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../usecases/batch/take-receipt.ts'
import { turnKeys } from '../usecases/batch/turn-keys.ts'
import { withdrawSealed } from '../usecases/batch/withdraw-batch.ts'
import type { Host } from '../usecases/people/host.ts'
import type { SyncDesk } from '../usecases/sync/desk.ts'
import { asked } from './asked.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Ports } from './ports.ts'

/** An enrolment is a page of text; anything larger is another file. */
const MAX_ENROLMENT_BYTES = 64 * 1024

export const archiveHandlers = (at: AtCounter) =>
  ({
    'archive.prepare': at(prepareVolume),
    'archive.file': at(fileVolume),
  }) satisfies Omit<HandlersOf<'archive'>, 'archive.view'>

export const batchHandlers = (host: Host, at: AtCounter, desk: SyncDesk) =>
  ({
    'batch.status': at(async (counter, session, { newest }) => ok(await batchStatus(counter, session, newest))),
    'batch.propose': at(proposeBatch),
    'batch.drop': at((counter, session, { seq }) => dropBatch(counter, session, seq)),
    // What is being sent or copied is not taken away meanwhile.
    'batch.withdraw': at(async (counter, session, input) => {
      await desk.makeRoom()
      return await desk.run('SEAL', () => withdrawSealed(host, counter, session, input))
    }),
    'batch.giveUp': at(async (counter, session, input) => {
      await desk.makeRoom()
      return await desk.run('SEAL', () => giveUpLost(host, counter, session, input))
    }),
    'batch.seal': at(async (counter, session, { seq }) => {
      await desk.makeRoom()
      // What a person sends meanwhile goes on; sealing does not touch it.
      if (desk.job && desk.job.kind !== 'SEAL') return await sealProposedBatch(counter, session, seq)
      return await desk.run('SEAL', (progress) => sealProposedBatch(counter, session, seq, progress))
    }),
    'batch.takeReceipt': at(async (counter, session) => {
      await desk.makeRoom()
      return await desk.run('IMPORT', (progress) => takeReceipts(counter, session, counter.folders.inbound, progress))
    }),
  }) satisfies HandlersOf<'batch'>

/** The branch and head office learn each other's keys by two files and one fingerprint said by phone. */
export const enrolmentHandlers = (host: Host, at: AtCounter, ports: Ports) =>
  ({
    'branch.enrolment': at(async (counter, session, _input, seat): Promise<Result<{ saved: boolean }>> => {
      const chosen = await asked(seat, session, () => ports.saveFile(`key-request-${counter.branch.code}.json`))
      if (!chosen.ok) return chosen
      const target = chosen.value
      if (target === null) return ok({ saved: false })
      const saved = await saveCopy(counter.vault, target, [Buffer.from(keyRequest(counter))])
      return saved.ok ? ok({ saved: true }) : saved
    }),
    'branch.installEnrolment': at(async (counter, session, input: EnrolmentAsked, seat): Promise<Result<{ headOffice: string | null }>> => {
      const picked = await asked(seat, session, () => ports.pickFiles('ENROLMENT'))
      if (!picked.ok) return picked
      const [file] = picked.value
      if (file === undefined) return ok({ headOffice: null })
      const bytes = await readScan(file, MAX_ENROLMENT_BYTES)
      return bytes.ok ? confirmEnrolment(host, counter, session, bytes.value, input) : bytes
    }),
    'branch.turnKeys': at((counter, session) => turnKeys(counter, session)),
  }) satisfies Omit<HandlersOf<'branch'>, 'branch.setUp'>
