import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeRecoveryCode } from '../../../headoffice/console-api/recovery-code.ts'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { Counter, newFolder, removeFolders } from '../batch/counter.ts'

let office: DemoOffice
beforeEach(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
})
afterEach(async () => {
  await office.close()
  removeFolders()
})

/** Signs in with a given password and chooses another. */
async function enters(userId: string, given: string): Promise<ConsoleDesk> {
  const desk = new ConsoleDesk(office.url)
  await desk.begin('/sign-in', { userId, password: given })
  await desk.post('/password', { current: given, next: randomPassword() })
  return desk
}
async function hired(by: ConsoleDesk, userId: string, roles: readonly string[]): Promise<ConsoleDesk> {
  const password = randomPassword()
  await by.post('/users', { userId, name: userId, roles, password })
  return await enters(userId, password)
}
const FILE = { name: 'lpr.yaml', text: 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n' }
const drafts = (desk: ConsoleDesk, version: number): Promise<unknown> =>
  desk.post('/packs', { kind: 'LPR', version, effectiveFrom: '2026-12-01', title: 'LPR', note: '', files: [FILE] })
const publishes = (desk: ConsoleDesk, version: number): Promise<string> =>
  desk.publish('LPR', version).then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )

it('an administrator is not two persons by making accounts: not with one he makes, nor with two, nor when he goes over to another role', async () => {
  const { administrator, officers } = office
  // Made while head office was set up, before any branch was enrolled.
  await drafts(officers[0], 1)
  expect(await publishes(officers[1], 1)).toBe('done')

  await Counter.enrol(office.headOffice)
  const [one, two] = [await hired(administrator, 'one', ['PACK_EDITOR']), await hired(administrator, 'two', ['PACK_EDITOR'])]
  await drafts(one, 2)
  expect(await publishes(two, 2)).toBe('ACCOUNTS_FROM_ONE_HAND')
  expect(await publishes(officers[1], 2), 'who was there before').toBe('done')

  // The administrator has another take his role away, and drafts himself.
  const boss = await hired(administrator, 'boss', ['ADMINISTRATOR'])
  await boss.post('/users/admin/roles', { roles: ['PACK_EDITOR'] })
  await administrator.begin('/sign-in', { userId: 'admin', password: administrator.password })
  await drafts(administrator, 3)
  expect(await publishes(two, 3)).toBe('ACCOUNT_FROM_THE_OTHER')
  expect(await publishes(officers[0], 3), 'from the set-up, too').toBe('ACCOUNT_FROM_THE_OTHER')

  // Not by giving the account anew through an administrator of his own making; the terminal makes one that is not.
  const renewed = async (by: ConsoleDesk): Promise<ConsoleDesk> => {
    const given = randomPassword()
    await by.post('/users/lin/password', { password: given })
    await by.post('/users/lin/roles', { roles: ['PACK_EDITOR'] })
    return await enters('lin', given)
  }
  expect(await publishes(await renewed(boss), 3)).toBe('ACCOUNT_FROM_THE_OTHER')
  const other = new ConsoleDesk(office.url)
  await other.begin('/recover', { code: await makeRecoveryCode(office.headOffice.office), userId: 'other', name: '另一人', password: randomPassword() })
  expect(await publishes(await renewed(other), 3)).toBe('done')
  expect(await office.headOffice.query('select version, published_by as by from pack order by version')).toEqual([
    { version: 1, by: 'zhao' },
    { version: 2, by: 'zhao' },
    { version: 3, by: 'lin' },
  ])
  const { before, after } = await office.headOffice.rebuild()
  expect(after).toBe(before)
})

it('somebody whose account is in the hands of many administrators still decides', async () => {
  const { administrator, officers } = office
  let maker = administrator
  for (const userId of ['first', 'second', 'third', 'fourth']) maker = await hired(maker, userId, ['ADMINISTRATOR'])
  const editor = await hired(maker, 'editor', ['PACK_EDITOR'])
  await drafts(editor, 4)
  expect(await publishes(officers[0], 4)).toBe('done')
})
