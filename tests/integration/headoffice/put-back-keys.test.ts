import { copyFileSync, cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { OpenedDown } from '../../../electron/services/receipt-reader.ts'
import { continueDown } from '../../../headoffice/down/continue-down.ts'
import { type HeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import type { KnownOfficeKeys } from '../../../protocol/office-turn.ts'
import { Counter, caseRecord, NOW, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { Device, serve } from './device.ts'

afterAll(removeFolders)

/** A branch that goes over to head office's new keys as they are announced. */
class Branch {
  readonly counter: Counter
  readonly sticks: string[] = []
  private office: KnownOfficeKeys | null = null
  constructor(counter: Counter) {
    this.counter = counter
  }
  /** Takes everything a folder brings, and believes only what its keys vouch for. */
  async take(folder: string): Promise<readonly OpenedDown[]> {
    const { counter, office } = this
    const down = { appliedSeq: counter.taken?.seq ?? 0, head: counter.taken?.head ?? NO_PREVIOUS }
    const read = expectOk(await readReceipts({ folder, keys: counter.keys, enrolment: counter.enrolment, down, ...(office ? { office } : {}) }))
    const last = read.at(-1)
    if (!last) return read
    counter.taken = { seq: last.seq, head: last.hash }
    this.office = last.office
    counter.officeReceive = last.office.at(-1)?.keys.receive ?? null
    return read
  }
  /** One up batch, on a stick of its own. */
  async seal(): Promise<string> {
    const { folder } = await this.counter.seal([caseRecord()], [], newFolder())
    this.sticks.push(folder)
    return folder
  }
}
async function day(office: HeadOffice, branch: Branch): Promise<readonly OpenedDown[]> {
  const back = newFolder()
  expectOk(await office.importBatches(await branch.seal(), { receiptsTo: back }))
  return await branch.take(back)
}
const reopened = async (folder: string): Promise<HeadOffice> => expectOk(await openHeadOffice(folder, () => NOW))

/** Two days, the copy, what follows it; the copy is put back with the newest key file. */
async function putBack(before: (office: HeadOffice, branch: Branch) => Promise<unknown>, after: (office: HeadOffice, branch: Branch) => Promise<unknown>) {
  const made = await newHeadOffice()
  const branch = new Branch(await Counter.enrol(made.office))
  await day(made.office, branch)
  await day(made.office, branch)
  await before(made.office, branch)
  await made.office.close()
  const folder = path.join(newFolder(), 'head-office')
  cpSync(made.folder, folder, { recursive: true })
  const lost = await reopened(made.folder)
  await after(lost, branch)
  await lost.close()
  copyFileSync(path.join(made.folder, 'keys.json'), path.join(folder, 'keys.json'))
  return { office: await reopened(folder), branch }
}
const turn = async (office: HeadOffice): Promise<void> => void expectOk(await office.turnKeys('chief'))
const twoDays = async (office: HeadOffice, branch: Branch): Promise<void> => {
  await day(office, branch)
  await day(office, branch)
}

/** What head office says from now on is believed, and so is what it says after the next day. */
async function goesOn(office: HeadOffice, branch: Branch): Promise<readonly OpenedDown[]> {
  const back = newFolder()
  for (const stick of branch.sticks) expectOk(await office.importBatches(stick, { receiptsTo: back }))
  const taken = await branch.take(back)
  expect(taken).not.toEqual([])
  expect(await day(office, branch)).not.toEqual([])
  expect(office.troubles).toEqual([])
  const { before, after } = await office.rebuild()
  expect(after).toBe(before)
  await office.close()
  return taken
}

it('a change of keys that the copy had is not forgotten, though the branch had not said yet that it took it', async () => {
  const { office, branch } = await putBack(async (office, branch) => {
    await turn(office)
    await day(office, branch)
  }, twoDays)
  // Of what came after the copy only the newest batch is there.
  await office.importBatches(await branch.seal(), { receiptsTo: newFolder() })
  expect(await continueDown(office.office, 'BR0001')).toMatchObject({ seq: 6, from: 2 })
  await goesOn(office, branch)
})

it('a change of keys that came after the copy is followed where the key file is the newest: the batch says by which key its branch goes', async () => {
  const { office, branch } = await putBack(
    async () => undefined,
    async (office, branch) => {
      await turn(office)
      await twoDays(office, branch)
    },
  )
  await office.importBatches(await branch.seal(), { receiptsTo: newFolder() })
  expect(await continueDown(office.office, 'BR0001')).toMatchObject({ seq: 5 })
  await goesOn(office, branch)
})

it('keys that no branch heard of are announced after what the branch holds', async () => {
  const { office, branch } = await putBack(async () => undefined, twoDays)
  await office.importBatches(await branch.seal(), { receiptsTo: newFolder() })
  await turn(office)
  expect(await continueDown(office.office, 'BR0001')).toMatchObject({ seq: 4 })
  const taken = await goesOn(office, branch)
  expect(taken[0]).toMatchObject({ seq: 5, records: [{ type: 'office.keys' }] })
})

it('where only the greeting says what the branch holds, and it may or may not have heard of new keys, a batch of it is waited for', async () => {
  const { office, branch } = await putBack(
    async () => undefined,
    async (office, branch) => {
      await day(office, branch)
      await turn(office)
      await day(office, branch)
    },
  )
  const { app, url } = await serve(office)
  const held = branch.counter.taken ?? { seq: 0, head: NO_PREVIOUS }
  await new Device(url, branch.counter).hello({ up: { seq: 4, head: NO_PREVIOUS }, down: held })
  expect(await continueDown(office.office, 'BR0001')).toBe('NEEDS_A_BATCH')
  expect(office.troubles).toMatchObject([{ what: 'answers', lane: 'BR0001' }])
  await office.importBatches(await branch.seal(), { receiptsTo: newFolder() })
  expect(await continueDown(office.office, 'BR0001')).toMatchObject({ seq: held.seq })
  await app.close()
  await goesOn(office, branch)
})
