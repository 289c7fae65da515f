import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type DemoOffice, randomPassword, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

let office: DemoOffice
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

const Users = z.object({ users: z.array(z.object({ userId: z.string() })) })

it('what somebody did stands though the tables could not take it: he is told so and need not do it again, and the next act brings it up', async () => {
  const hire = (userId: string): Promise<unknown> =>
    office.administrator.post('/users', { userId, name: '某人', roles: ['OPERATOR'], password: randomPassword() }).catch((error: unknown) => {
      if (error instanceof StepFailed) return error.refusal.code
      throw error
    })
  const full = vi.spyOn(office.headOffice.office.database, 'transaction').mockRejectedValueOnce(new Error('no space left on device'))
  expect(await hire('standing')).toBe('ACT_ON_RECORD')
  expect(full).toHaveBeenCalledOnce()
  expect(office.headOffice.troubles).toMatchObject([{ what: 'projection', lane: '' }])

  expect(await hire('standing')).toBe('OFFICE_USER_TAKEN')
  expect(office.headOffice.troubles).toEqual([])
  const { users } = await office.administrator.get(Users, '/users')
  expect(users.filter(({ userId }) => userId === 'standing')).toHaveLength(1)
})
