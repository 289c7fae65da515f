import type { Locator, Page } from '@playwright/test'
import type { Person } from './people.ts'

/** What a field is given: text as it is typed, a choice of a list by its code, a box to be ticked or not. */
export type Typed = string | boolean
export type Values = Readonly<Record<string, Typed>>

/**
 * One way to work at the counter: with the mouse, or without touching it. The journeys are written once in these words.
 * Both type text; what they differ in is how they get to a field, a button or a row.
 */
export interface Hand {
  readonly page: Page
  /** From the sign-in page to the first page of this person. */
  signIn(person: Person): Promise<void>
  /** From any page to the sign-in page. */
  leave(): Promise<void>
  /** What stands on a button with a key: the button, or its key; without a button of the page, that of the bar. */
  command(key: string, testid?: string): Promise<void>
  /** A button that has no key. */
  button(testid: string): Promise<void>
  /** A product of the dialog: its button, or the two digits beside it and its group. */
  product(code: string): Promise<void>
  /** A place of the rail: its entry, or its transaction code in the box of the top bar. */
  goTo(place: { readonly id: string; readonly code: string }): Promise<void>
  /** A page of the case that stands open, by its own key or from the page of the case. */
  paperPage(page: 'scans' | 'papers' | 'signing'): Promise<void>
  /** Opens what waits for this person at the customer of this name, from the list. */
  openWork(name: string): Promise<void>
  /**
   * Fills a form in its order, from where the cursor stands when the page opens. `instead`: at this field a key fills it and
   * others beside it, such as a card on the reader; who works with the mouse types them.
   */
  fill(form: Locator, values: Values, instead?: Readonly<Record<string, string>>): Promise<void>
}
