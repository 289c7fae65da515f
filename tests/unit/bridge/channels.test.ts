import { expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { CHANNELS } from '../../../core/bridge/channels.ts'
import { LONGEST } from '../../../core/bridge/people-calls.ts'

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

it('takes names of bank and branch that have room at the head of a page, counted as one reads them, and says of a longer one how long it may be', () => {
  const { bankName, branchName } = calls['branch.setUp'].input.shape
  for (const [name, most, code] of [
    [bankName, LONGEST.bankName, 'BANK_NAME_TOO_LONG'],
    [branchName, LONGEST.branchName, 'BRANCH_NAME_TOO_LONG'],
  ] as const) {
    expect(name.safeParse('𠮷'.repeat(most)).success).toBe(true)
    expect(name.safeParse('行'.repeat(most + 1)).error?.issues.map(({ message }) => message)).toEqual([code])
  }
})
