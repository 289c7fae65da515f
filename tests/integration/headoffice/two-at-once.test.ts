import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { markProgress, progressOf } from '../../../headoffice/store/database.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { Spool, SpoolInDoubtError } from '../../../protocol/spool.ts'
import { Counter, caseRecord, NOW, newFolder, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})
const act = (spool: Spool, what: string) => spool.append('office', sha256Hex(what), what, NOW, '')

describe('two head offices at work on one store, whatever let the second start', () => {
  it('do not both write the journal: who finds it longer than he left it writes nothing more', async () => {
    const folder = newFolder()
    const first = await Spool.open(folder)
    await act(first, 'one')
    const second = await Spool.open(folder)
    await act(second, 'two')
    await expect(act(first, 'three')).rejects.toThrow(SpoolInDoubtError)
    await expect(act(first, 'four')).rejects.toThrow(SpoolInDoubtError)
    await act(second, 'five')
    expect((await Spool.open(folder)).journal.map(({ note }) => note)).toEqual(['one', 'two', 'five'])
  })

  it.each(ENGINES)('do not both project a lane on %s: its position is moved only from where the mover read it', async (engine) => {
    const { office } = await officeOn(engine)
    const { database } = office.office
    const move = (before: { n: number; link: string }, n: number, link: string) =>
      database
        .transaction((tx) => markProgress(tx, { lane: 'BR0001', before }, { n, link }))
        .then(
          () => 'moved',
          (error: unknown) => (error instanceof Error ? error.name : ''),
        )
    expect(await move({ n: 0, link: '' }, 2, 'b')).toBe('moved')
    expect(await move({ n: 0, link: '' }, 2, 'b')).toBe('OtherProjectorError')
    expect(await move({ n: 2, link: 'b' }, 3, 'c')).toBe('moved')
    expect(await move({ n: 2, link: 'b' }, 4, 'd')).toBe('OtherProjectorError')
    expect(await move({ n: 3, link: 'x' }, 4, 'd')).toBe('OtherProjectorError')
    expect(await progressOf(database, 'BR0001')).toEqual({ n: 3, link: 'c' })
    await office.close()
  })

  it('on one PostgreSQL are told apart by their journals: the second stands still and says so, the first goes on', async () => {
    const { office, folder, databaseUrl } = await officeOn('PostgreSQL')
    const counter = await Counter.enrol(office)
    const twinFolder = path.join(newFolder(), 'copy')
    cpSync(folder, twinFolder, { recursive: true })
    const twin = expectOk(await openHeadOffice(twinFolder, () => NOW, databaseUrl ? { databaseUrl } : {}))
    await counter.seal([caseRecord()])
    expect(expectOk(await office.importBatches(counter.outbox)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
    expect(expectOk(await twin.importBatches(counter.outbox)).batches).toMatchObject([{ refusal: { code: 'BRANCH_STANDS_STILL' } }])
    expect(twin.troubles).toEqual([{ what: 'projection', lane: 'BR0001', reason: 'another head office writes this database' }])
    await counter.seal([caseRecord()])
    expect(expectOk(await office.importBatches(counter.outbox)).batches.at(-1)).toMatchObject({ outcome: { state: 'applied' } })
    expect(await office.verify()).toMatchObject({ projectionMatches: true })
    await twin.close()
    await office.close()
  })
})
