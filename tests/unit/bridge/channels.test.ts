import { expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { CHANNELS } from '../../../core/bridge/channels.ts'

it('lets the preload pass exactly the channels of the table', () => {
  expect([...CHANNELS].sort()).toEqual(Object.keys(calls).sort())
})
it('opens nothing but sign-in, the recovery code, set-up and the shell itself to a person nobody knows', () => {
  const open = Object.entries(calls).filter(([, call]) => call.access === 'PUBLIC')
  expect(open.map(([name]) => name).sort()).toEqual(['branch.setUp', 'reset.recover', 'session.signIn', 'session.signOut', 'shell.info'])
})
