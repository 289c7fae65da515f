import { expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { CHANNELS } from '../../../core/bridge/channels.ts'

it('lets the preload pass exactly the channels of the table', () => {
  expect([...CHANNELS].sort()).toEqual(Object.keys(calls).sort())
})
it('lets whoever receives a paper offer and pick its scan', () => {
  expect(calls['completeness.receive'].access).toEqual(expect.arrayContaining(['ARCHIVIST', 'DISBURSEMENT_OFFICER']))
  for (const channel of ['completeness.offer', 'completeness.pick'] as const) expect(calls[channel].access).toEqual(calls['completeness.receive'].access)
})
it('opens nothing but sign-in, the recovery code, set-up and the shell itself to a person nobody knows', () => {
  const open = Object.entries(calls).filter(([, call]) => call.access === 'PUBLIC')
  expect(open.map(([name]) => name).sort()).toEqual(['branch.setUp', 'reset.recover', 'session.signIn', 'session.signOut', 'shell.info', 'shell.restart'])
})

it('takes a bank’s name of 60 characters, counted as one reads them, and names the field of a longer one', () => {
  const setUp = (bankName: string) => calls['branch.setUp'].input.shape.bankName.safeParse(bankName)
  expect(setUp('𠮷'.repeat(60)).success).toBe(true)
  expect(setUp('行'.repeat(61)).error?.issues.map(({ message }) => message)).toEqual(['TOO_LONG'])
})
