import type { Page } from '@playwright/test'
import { expectBridge } from './bridge-call.ts'
import { firstManager, type Person, teller } from './people.ts'

/** Who sits there for the main process, without the window knowing. */
export const signedInAs = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

/** The draft that the teller has open, saved by the manager meanwhile. */
export async function savedByManager(page: Page, caseId: string, change: object): Promise<void> {
  await signedInAs(page, firstManager)
  const { version, body } = await expectBridge(page, 'intake.draft', { caseId })
  await expectBridge(page, 'intake.saveDraft', { caseId, version, body: { ...body, ...change } as never })
  await signedInAs(page, teller)
}
