import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { ok } from '../../../core/kernel/result.ts'
import { keepUnread } from '../../../electron/usecases/sync/reference-data.ts'
import { downStream, inOnePass } from '../../../electron/usecases/sync/take-down.ts'
import { branchesWith, packsBehind } from '../../../headoffice/console-api/pack-standings.ts'
import { exchange, publish, sendPack } from './publish.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const table = (publishedOn: string) => [{ name: 'lpr.yaml', text: `lpr: [{ publishedOn: ${publishedOn}, oneYear: 28000, fiveYear: 33000 }]\n` }]
const today = () => branch.cases.businessDate
const refOf = async (kind: string, version: number): Promise<string> => {
  const rows = await branch.headOffice.query<{ ref: string }>('select ref from pack where kind = $1 and version = $2', [kind, version])
  return rows[0]?.ref ?? ''
}
/** What the page of the pack says of this branch. */
const at = async (kind: string, version: number): Promise<string | undefined> => {
  const standing = await branchesWith(branch.headOffice, { kind, version, ref: await refOf(kind, version) })
  return standing.find((one) => one.branch === branch.counter.branch.code)?.state
}
const behind = async () => (await packsBehind(branch.headOffice, today())).get(branch.counter.branch.code)

it('head office hears with the next batch what became of each pack, and the board names the branches that lack one', async () => {
  await publish(branch, 'LPR', 1, today(), table('2026-07-20'))
  expect([await at('LPR', 1), await behind()]).toEqual(['SENT', [{ kind: 'LPR', version: 1, state: 'SENT', reason: null }]])
  // Down with the first answer, told with the next batch.
  await exchange(branch)
  expect(await at('LPR', 1)).toBe('SENT')
  await exchange(branch)
  expect([await at('LPR', 1), await behind()]).toEqual(['APPLIED', []])

  await sendPack(branch, 'LPR', 2, today(), table('2099-01-20'))
  await sendPack(branch, 'LPR', 3, addDays(today(), 40), table('2026-08-20'))
  await exchange(branch)
  expect([await at('LPR', 1), await at('LPR', 2), await at('LPR', 3)]).toEqual(['APPLIED', 'REFUSED', 'WAITING'])
  expect(await behind()).toMatchObject([{ kind: 'LPR', version: 2, state: 'REFUSED', reason: expect.stringContaining('no LPR published') }])

  await sendPack(branch, 'LPR', 4, today(), table('2026-08-20'))
  await exchange(branch)
  expect([await at('LPR', 1), await at('LPR', 4), await behind()]).toEqual(['REPLACED', 'APPLIED', []])
})

it('one that waits for a later release is told as such', async () => {
  const { counter } = branch
  const stream = await counter.database.read((reader) => downStream(counter, reader))
  const body = { kind: 'REGIONS', version: 9, effectiveFrom: today(), title: 'later', preparedBy: 'Alice', publishedBy: 'Bob' }
  const line = JSON.stringify({ type: 'reference.pack', schema: 2, id: randomUUID(), rev: 9, body, blobs: [] })
  const down = { epoch: stream.epoch, seq: stream.appliedSeq, hash: '', records: [], unknown: [], blobs: new Map(), receipts: [] }
  await inOnePass(counter, () =>
    counter.database.write(async (tx) => {
      await keepUnread(counter, tx, down, { lineNo: 1, type: 'reference.pack', schema: 2, line })
      return ok(null)
    }),
  )
  await exchange(branch)
  const [told] = await branchesWith(branch.headOffice, { kind: 'REGIONS', version: 9, ref: '' })
  expect(told).toMatchObject({ state: 'WAITING', reason: 'PACK_OF_LATER_RELEASE' })
})

it('packs that come down in one pass are put in force together and told of once, each as it stands', async () => {
  const { counter } = branch
  await exchange(branch)
  const told = async () => (await counter.database.read((reader) => reader.all("SELECT rev FROM outbox WHERE type = 'packs.standing'"))).length
  const before = await told()
  await publish(branch, 'LPR', 5, today(), table('2026-09-20'))
  await publish(branch, 'LPR', 6, today(), table('2099-09-20'))
  const entry = { list: 'FRAUD', key: '110101199003078515', name: '某人', reason: '伪造流水', until: null }
  await publish(branch, 'RISK_LISTS', 1, today(), [{ name: 'bank.ndjson', text: `${JSON.stringify(entry)}\n` }])
  await exchange(branch)
  expect([(await told()) - before, counter.packs.riskLists.size, [...counter.packs.tables.lpr.keys()].at(-1)]).toEqual([1, 1, 'LPR@5'])
  await exchange(branch)
  expect([await at('LPR', 4), await at('LPR', 5), await at('LPR', 6), await at('RISK_LISTS', 1)]).toEqual(['REPLACED', 'APPLIED', 'REFUSED', 'APPLIED'])
})

it('a rebuild of head office gives the same board', async () => {
  const { before, after } = await branch.headOffice.rebuild()
  expect(after).toBe(before)
  expect(await at('LPR', 5)).toBe('APPLIED')
})
