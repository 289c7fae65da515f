import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { expectOk } from '../../core/kernel/result.ts'
import { consoleService, setUpCode } from '../../headoffice/console-api/console-service.ts'
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../headoffice/head-office.ts'
import { buildService } from '../../headoffice/http/server.ts'
import { ConsoleDesk } from './console-desk.ts'

/** Head office at work: its folder open, its service listening on this machine, two officers at the console. */
export interface DemoOffice {
  readonly headOffice: HeadOffice
  readonly url: string
  readonly administrator: ConsoleDesk
  readonly officers: readonly [ConsoleDesk, ConsoleDesk]
  close(): Promise<void>
}

/** A password nobody needs to remember: random, of all four classes. */
export const randomPassword = (): string => `Aa1-${randomBytes(12).toString('base64url')}`

export async function openDemoOffice(folder: string, name: string): Promise<HeadOffice> {
  expectOk(await initHeadOffice(folder, name))
  return expectOk(await openHeadOffice(folder))
}

/** Opens head office's service on a free port of this machine and gives its people their accounts, as its console does. */
export async function serveDemoOffice(out: string, bankName: string): Promise<DemoOffice> {
  const headOffice = await openDemoOffice(path.join(out, 'head-office'), `${bankName}总行`)
  const code = await setUpCode(headOffice)
  const app = await buildService(headOffice, { log: false, console: consoleService({ setUpCode: code, secure: false }) })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async (): Promise<void> => {
    await app.close()
    await headOffice.close()
  }
  try {
    const administrator = new ConsoleDesk(url)
    await administrator.begin('/set-up', { code: code ?? '', userId: 'admin', name: '总行管理员', password: randomPassword() })
    const officers: ConsoleDesk[] = []
    for (const [userId, person] of [
      ['lin', '信贷审批部 林岚'],
      ['zhao', '信贷审批部 赵川'],
    ] as const) {
      const password = randomPassword()
      await administrator.post('/users', { userId, name: person, roles: ['CASE_OFFICER', 'PACK_EDITOR'], password })
      const desk = new ConsoleDesk(url)
      await desk.begin('/sign-in', { userId, password })
      await desk.post('/password', { current: password, next: randomPassword() })
      officers.push(desk)
    }
    return { headOffice, url, administrator, officers: officers as [ConsoleDesk, ConsoleDesk], close }
  } catch (error) {
    await close()
    throw error
  }
}
