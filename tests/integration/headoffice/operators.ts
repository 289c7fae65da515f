import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, randomPassword } from '../../../scripts/demo/office.ts'

/** Operators signed in at head office's console, each with a password of his own. */
export async function operatorsOf(office: DemoOffice, userIds: readonly string[]): Promise<ConsoleDesk[]> {
  const desks: ConsoleDesk[] = []
  for (const userId of userIds) {
    const [desk, password] = [new ConsoleDesk(office.url), randomPassword()]
    await office.administrator.post('/users', { userId, name: userId, roles: ['OPERATOR'], password })
    await desk.begin('/sign-in', { userId, password })
    await desk.post('/password', { current: password, next: randomPassword() })
    desks.push(desk)
  }
  return desks
}
