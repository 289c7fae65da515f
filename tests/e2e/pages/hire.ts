import type { Page } from '@playwright/test'
import { expectBridge } from './bridge-call.ts'
import { administrator, givenPassword, type Person } from './people.ts'

/** Each chooses the password of his own in place of the one he was given; leaves the administrator signed in, and the window as it is. */
export async function chooseOwnPasswords(page: Page, people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await expectBridge(page, 'session.signIn', { staffNo: person.staffNo, password: givenPassword(person) })
    await expectBridge(page, 'session.changePassword', { current: givenPassword(person), next: person.password })
  }
  await expectBridge(page, 'session.signIn', { staffNo: administrator.staffNo, password: administrator.password })
}

/** The administrator, who is signed in, adds people, and each chooses a password of his own; through the same bridge as the window. */
export async function hirePeople(page: Page, ...people: readonly Person[]): Promise<void> {
  for (const person of people) await expectBridge(page, 'staff.add', { ...person, roles: [...person.roles], password: givenPassword(person) })
  await chooseOwnPasswords(page, people)
}
