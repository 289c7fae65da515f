import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, newHeadOffice, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

it('a line of the first release whose envelope nobody can read any more stops no branch, and is named', async () => {
  const { office, folder } = await newHeadOffice()
  const [one, two] = [await Counter.enrol(office), await Counter.enrol(office, 'BR0002')]
  const { spool } = office.office
  const older = await spool.put(Buffer.from('{"format":"hob/1","branch":"BR0001","counts":{"records":-1}}'))
  const broken = await spool.put(Buffer.from('no envelope'))
  // The first release wrote no branch.
  for (const ref of [older, broken]) await spool.append('custody', ref, `${ref} whole`, NOW, undefined as never)
  await office.close()

  const again = expectOk(await openHeadOffice(folder, () => NOW))
  expect(again.troubles).toEqual([{ what: 'journal', lane: '', reason: `journal line 4: object ${broken} names no branch` }])
  for (const counter of [one, two]) {
    await counter.seal([caseRecord()])
    expect(expectOk(await again.importBatches(counter.outbox)).batches).toMatchObject([{ outcome: { state: 'applied' } }])
  }
  expect(await again.query('select branch_id, env_hash, reason from quarantine')).toEqual([
    { branch_id: 'BR0001', env_hash: older, reason: 'BATCH_ENVELOPE_INVALID' },
  ])
  await again.close()
})
