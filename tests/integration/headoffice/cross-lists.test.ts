import { afterAll, describe, expect, it } from 'vitest'
import { findListed, readCrossList } from '../../../core/batch/cross-list.ts'
import type { CrossListBody } from '../../../core/batch/cross-list-body.ts'
import { listedPerson, listedThing } from '../../../core/batch/cross-spelling.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueCrossLists } from '../../../headoffice/down/cross-lists.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { listKeyOf } from '../../../protocol/list-key.ts'
import { body, Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const HOUSE = { kind: 'REAL_ESTATE' as const, key: '粤(2026)深圳市不动产权第0012345号' }
const sealed = (state: string, idNumber: string, more: object = {}) =>
  caseRecord({ schema: 2, body: { ...body, state, applicant: { ...body.applicant, idNumber }, caseVersion: 1, collateral: [], ...more } })

describe.each(ENGINES)('open cases of other branches, on %s', (engine) => {
  async function desk() {
    let day = '2026-11-23'
    const now = () => `${day}T08:00:00Z`
    const { office, folder, databaseUrl } = await officeOn(engine, now)
    const [one, two] = [await Counter.enrol(office, 'BR0001'), await Counter.enrol(office, 'BR0002')]
    const bring = async (counter: Counter, records: Parameters<Counter['seal']>[0]) => {
      await counter.seal(records)
      const back = newFolder()
      expectOk(await office.importBatches(counter.outbox, { receiptsTo: back, lists: true }))
      const down = { appliedSeq: 0, head: NO_PREVIOUS }
      const read = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down }))
      return read.flatMap(({ records, blobs }) =>
        records.flatMap((record): { body: CrossListBody; bytes: Buffer | undefined }[] =>
          record.type === 'crosscheck.keys' ? [{ body: record.body, bytes: blobs.get(record.body.file.sha256) }] : [],
        ),
      )
    }
    const goTo = (to: string): void => {
      day = to
    }
    return { office, folder, databaseUrl, now, one, two, bring, goTo }
  }

  it('come to each branch as keyed hashes with how far they are: not its own, not those that ended, and no name or number', async () => {
    const { office, one, two, bring } = await desk()
    expect(
      await bring(one, [
        sealed('ACTIVE', '11010519491231002X', { collateral: [HOUSE] }),
        sealed('REVIEW', '110199199003070017'),
        sealed('SETTLED', '110199199003070025'),
      ]),
    ).toEqual([])
    const [list, ...more] = await bring(two, [sealed('READY', '110199199003070033')])
    expect(more).toEqual([])
    const read = readCrossList(list?.bytes ?? Buffer.alloc(0))
    expect(read).toMatchObject({ madeOn: '2026-11-23', count: 3, keyId: list?.body.keyId })
    const key = listKeyOf(list?.body.key ?? '')
    const said = (identity: ReturnType<typeof listedPerson>) => findListed(read?.entries ?? Buffer.alloc(0), key.hash(identity))
    expect(said(listedPerson('１１０１０５-19491231 002x'))).toEqual({ kind: 'APPLICANT', caseClass: 'LENT' })
    expect(said(listedPerson('110199199003070017'))).toEqual({ kind: 'APPLICANT', caseClass: 'ASKED' })
    expect(said(listedThing({ kind: 'REAL_ESTATE', key: '粤（2026）深圳市不動產權 12345' }))).toEqual({ kind: 'COLLATERAL', caseClass: 'LENT' })
    for (const own of ['110199199003070025', '110199199003070033']) expect(said(listedPerson(own))).toBeNull()
    expect(list?.bytes?.includes('11010519491231002X')).toBe(false)
    expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await office.close()
  })

  it('are not told to a device that two operators closed', async () => {
    const { office, one, two, bring } = await desk()
    await bring(one, [sealed('ACTIVE', '11010519491231002X')])
    await bring(two, [])
    const key = { branch: 'BR0002', epoch: 1 }
    await recordAct(office.office, 'op1', { type: 'device.propose', ...key, reason: 'lost' })
    await recordAct(office.office, 'op2', { type: 'device.close', ...key, proposedBy: 'op1' })
    const sent = () => office.query(`select ref from delivery where branch_id = 'BR0002' and ref like 'crosslist:%'`)
    const before = await sent()
    office.office.listed.clear()
    await bring(one, [sealed('ACTIVE', '110199199003070017')])
    await issueCrossLists({ ...office.office, now: () => '2026-11-24T08:00:00Z' }, ['BR0002'])
    expect(await sent()).toEqual(before)
    expect(office.troubles).toEqual([])
    await office.close()
  })

  it('are sent at most once a day, when they changed or a week has passed, with a new key each time; a rebuild sends nothing again', async () => {
    const { office, folder, databaseUrl, now, one, two, bring, goTo } = await desk()
    const lent = sealed('ACTIVE', '11010519491231002X')
    await bring(one, [lent])
    const days = async () => (await bring(two, [sealed('REVIEW', '110199199003070033')])).map(({ body: { madeOn } }) => madeOn)
    expect(await days()).toEqual(['2026-11-23'])
    await bring(one, [sealed('ACTIVE', '110199199003070017')])
    expect(await days()).toEqual(['2026-11-23'])
    goTo('2026-11-24')
    expect(await days()).toEqual(['2026-11-23', '2026-11-24'])
    goTo('2026-11-25')
    expect(await days()).toHaveLength(2)
    await office.rebuild()
    goTo('2026-11-30')
    expect(await days()).toHaveLength(2)
    goTo('2026-12-01')
    const lists = await bring(two, [sealed('REVIEW', '110199199003070033')])
    expect(lists.map(({ body: { madeOn } }) => madeOn)).toEqual(['2026-11-23', '2026-11-24', '2026-12-01'])
    expect(new Set(lists.map(({ body: { key } }) => key)).size).toBe(3)
    // All there was has ended: the branch hears that nothing is open elsewhere, once.
    await bring(one, [{ ...lent, rev: 2, body: { ...lent.body, state: 'SETTLED', caseVersion: 2 } }])
    await office.close()
    goTo('2026-12-02')
    const again = expectOk(await openHeadOffice(folder, now, databaseUrl ? { databaseUrl } : {}))
    await issueCrossLists(again.office, ['BR0002'])
    expect(again.troubles).toEqual([])
    expect(await again.query(`select count(*)::int as n from delivery where branch_id = 'BR0002' and ref like 'crosslist:%'`)).toEqual([{ n: 4 }])
    await again.close()
  })
})
