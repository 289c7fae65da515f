import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Hand, Typed, Values } from './hand.ts'
import { givenPassword, type Person } from './people.ts'

/** A barcode scanner types faster than this before its Enter; a person does not (renderer/composables/scanner.ts). */
const HUMAN_PAUSE_MS = 45
/** A whole date goes on after the gap of a scanner; an Enter out of habit is taken for none so long (renderer/composables/go-on.ts). */
const DATE_PAUSE_MS = 150
const HABIT_MS = 550
const MOST_FIELDS = 160
const MOST_TABS = 60

interface Field {
  readonly key: string
  readonly kind: 'text' | 'lines' | 'choice' | 'box' | 'none'
  readonly value: string
  readonly index: number
  readonly options: readonly (readonly [value: string, text: string])[]
}

/** What has the focus, as a person sees it: which field, what stands in it, what may be chosen. */
const fieldAt = (form: Locator): Promise<Field> =>
  form.evaluate((box) => {
    const at = document.activeElement
    const none = { key: '', kind: 'none', value: '', index: -1, options: [] } as const
    if (!at || !box.contains(at)) return none
    if (at instanceof HTMLSelectElement)
      return {
        key: at.name,
        kind: 'choice',
        value: at.value,
        index: at.selectedIndex,
        options: [...at.options].map(({ value, text }) => [value, text] as const),
      } as const
    if (at instanceof HTMLTextAreaElement) return { ...none, key: at.name, kind: 'lines', value: at.value } as const
    if (!(at instanceof HTMLInputElement)) return none
    if (at.type === 'checkbox' || at.type === 'radio')
      return { ...none, key: at.name || (at.closest('label')?.textContent?.trim() ?? ''), kind: 'box', value: String(at.checked) } as const
    return { ...none, key: at.name, kind: 'text', value: at.value } as const
  })

interface Standing {
  readonly key: string
  readonly value: string
  readonly empty: boolean
  readonly lines: boolean
  readonly focused: boolean
  /** Read from a card: no key leads to it. */
  readonly fixed: boolean
}
/** Dates are typed in eight digits and shown with hyphens. */
const plain = (value: Typed): string => String(value).replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$1$2$3')

/** What stands in the fields of a form, in their order. */
const standingIn = (form: Locator): Promise<Standing[]> =>
  form.evaluate((box) =>
    [...box.querySelectorAll<HTMLInputElement>('input:not([type="hidden"]),select,textarea')]
      .filter((field) => field.offsetParent !== null)
      .map((field) => {
        const ticked = field.type === 'checkbox' || field.type === 'radio'
        const key = field.name || (field.closest('label')?.textContent?.trim() ?? '')
        return {
          key,
          value: ticked ? String(field.checked) : field.value,
          empty: !ticked && field.value === '',
          lines: field.tagName === 'TEXTAREA',
          focused: field === document.activeElement,
          fixed: field.disabled || ('readOnly' in field && field.readOnly),
        }
      }),
  )

/** Works without a mouse: the page is never clicked, and no field is reached but by the keys that lead to it. Counts every key. */
export class KeyHand implements Hand {
  readonly page: Page
  /** Keys that command or move: function keys, letters and digits that act, Enter, Tab, arrows, Space. */
  commands = 0
  /** Keys of leaving and signing in, which §3.4 of ux.md does not count among the steps of a case. */
  signing = 0
  characters = 0
  private signingIn = false
  /** When a field last went on by itself. */
  private wentOn = 0

  constructor(page: Page) {
    this.page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      if (this.signingIn) this.signing += 1
      else this.commands += 1
      if (key === 'Enter') await this.page.waitForTimeout(Math.max(0, this.wentOn + HABIT_MS - Date.now()))
      await this.page.keyboard.press(key)
    }
  }
  async type(text: string): Promise<void> {
    this.characters += [...text].length
    if (/^[\x20-\x7e]*$/.test(text)) await this.page.keyboard.type(text)
    else await this.page.keyboard.insertText(text)
    await this.page.waitForTimeout(HUMAN_PAUSE_MS)
  }

  async signIn(person: Person): Promise<void> {
    await this.atTheDoor(person.staffNo, person.password)
    await expect(this.page.getByTestId('person')).toContainText(person.staffName)
  }
  /** With the password the administrator gave; nothing opens before the person's own. */
  async firstSignIn(person: Person): Promise<void> {
    const given = givenPassword(person)
    await this.atTheDoor(person.staffNo, given)
    await this.fill(this.page.getByTestId('password-form'), { 'password-current': given, 'password-next': person.password, 'password-again': person.password })
    await this.command('F9', 'password-save')
    await expect(this.page.getByTestId('person')).toContainText(person.staffName)
  }
  private async atTheDoor(staffNo: string, password: string): Promise<void> {
    this.signingIn = true
    await expect(this.page.locator('[name="staffNo"]')).toBeFocused()
    await this.type(staffNo)
    await this.press('Tab')
    await this.type(password)
    await this.press('Enter')
    this.signingIn = false
  }
  async leave(): Promise<void> {
    this.signingIn = true
    await this.press('F11')
    await expect(this.page.getByTestId('locked').locator('[name="password"]')).toBeFocused()
    await this.press('F6')
    this.signingIn = false
  }
  async command(key: string, testid?: string): Promise<void> {
    if (testid) await expect(this.page.getByTestId(testid)).toBeEnabled()
    await this.press(key)
  }
  async product(code: string): Promise<void> {
    const button = this.page.getByTestId(`product-${code}`)
    const group = this.page.getByRole('dialog').locator('section').filter({ has: button })
    await expect(this.page.getByRole('dialog').locator('button[data-testid^="product-"]').first()).toBeFocused()
    const digits = await Promise.all([group.locator('h3 kbd').innerText(), button.locator('kbd').innerText()])
    await this.press(...digits)
  }
  button(testid: string): Promise<void> {
    return this.enter(this.page.getByTestId(testid))
  }
  /** Tab to it, then Enter. */
  async enter(wanted: Locator): Promise<void> {
    await expect(wanted).toBeEnabled()
    for (let n = 0; n < MOST_TABS; n += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return this.press('Enter')
      await this.press('Tab')
    }
    throw new Error(`Tab does not lead to ${wanted}`)
  }
  async goTo({ id, code }: { readonly id: string; readonly code: string }): Promise<void> {
    await this.press('Control+k')
    await this.type(code)
    await expect(this.page.getByTestId('omni-list').locator('[aria-selected="true"]')).toHaveId(`omni-go-${id}`)
    await this.press('Enter')
  }
  async paperPage(page: 'scans' | 'papers' | 'signing'): Promise<void> {
    await this.press({ scans: 'Alt+s', papers: 'Alt+p', signing: 'Alt+v' }[page])
    await expect(this.page.getByTestId(`${page}-page`)).toBeVisible()
  }
  async openWork(name: string): Promise<void> {
    await expect(this.page.getByRole('grid')).toBeFocused()
    await expect(this.page.locator('[role="row"][aria-selected], [data-testid="case-row"]').first()).toBeVisible()
    const rows = await this.page.getByTestId('case-row').allInnerTexts()
    const at = rows.findIndex((row) => row.includes(name))
    if (at < 0) throw new Error(`${name} is not in the list: ${rows.join(' / ')}`)
    for (let n = 0; n < at; n += 1) await this.press('ArrowDown')
    await expect(this.page.getByTestId('peek')).toContainText(name)
    await expect(this.page.getByTestId('peek-open')).toBeEnabled()
    await this.press('Enter')
  }
  async fill(form: Locator, values: Values, instead: Readonly<Record<string, string>> = {}): Promise<void> {
    const left = new Map(Object.entries(values))
    await expect(form).toBeVisible()
    if ((await this.wanting(form, left)).length === 0) return
    await this.arrive(form)
    for (let n = 0; n < MOST_FIELDS; n += 1) {
      const field = await fieldAt(form)
      if (field.kind === 'none') break
      const key = instead[field.key]
      if (key !== undefined) {
        await this.press(key)
        await expect.poll(async () => (await fieldAt(form)).key).not.toBe(field.key)
        continue
      }
      const wanted = left.get(field.key)
      if (wanted !== undefined) await this.give(field, wanted)
      left.delete(field.key)
      if ((await fieldAt(form)).key !== field.key) {
        this.wentOn = Date.now()
        if (await this.atOpenField(form, left)) continue
        if ((await fieldAt(form)).kind === 'none') break
      }
      const next = await this.nextKey(form, left)
      if (next === null && (wanted === undefined || this.wentOn > Date.now() - HABIT_MS)) break
      await this.press(next ?? (field.kind === 'lines' ? 'Control+Enter' : 'Enter'))
      if (next === null) break
    }
    expect(await this.wanting(form, left), 'fields that Enter does not lead to').toEqual([])
  }
  /** What does not stand in the form yet. */
  private async wanting(form: Locator, left: ReadonlyMap<string, Typed>): Promise<[string, Typed][]> {
    const standing = await standingIn(form)
    return [...left].filter(([key, wanted]) => plain(standing.find((one) => one.key === key)?.value ?? '') !== plain(wanted))
  }
  /** Whether the field that the cursor came to by itself is one to be filled. */
  private async atOpenField(form: Locator, left: ReadonlyMap<string, Typed>): Promise<boolean> {
    const { key, value } = await fieldAt(form)
    return left.has(key) && plain(left.get(key) ?? '') !== plain(value)
  }
  /** The key to the next field that does not stand right yet, as a person sees it: straight on, or over what is filled in already. */
  private async nextKey(form: Locator, left: ReadonlyMap<string, Typed>): Promise<string | null> {
    const all = (await standingIn(form)).filter(({ fixed }) => !fixed)
    const at = all.findIndex(({ focused }) => focused)
    const ahead = all.slice(at + 1)
    const to = ahead.findIndex(({ key, value }) => left.has(key) && plain(left.get(key) ?? '') !== plain(value))
    if (to < 0) return null
    if (to > 0 && ahead.findIndex(({ empty }) => empty) === to) return 'Alt+Enter'
    return all[at]?.lines ? 'Control+Enter' : 'Enter'
  }
  /** The cursor waits in a form of a page; in a dialog Tab leads to its first field. */
  private async arrive(form: Locator): Promise<void> {
    await expect
      .poll(async () => (await fieldAt(form)).kind, { timeout: 1_000 })
      .not.toBe('none')
      .catch(() => undefined)
    for (let n = 0; n < MOST_TABS && (await fieldAt(form)).kind === 'none'; n += 1) await this.press('Tab')
  }
  private async give(field: Field, wanted: Typed): Promise<void> {
    if (field.kind === 'box') {
      if (field.value !== String(wanted)) await this.press(wanted ? '1' : '2')
    } else if (field.kind === 'choice') {
      const to = field.options.findIndex((option) => option.includes(String(wanted)))
      if (to < 0) throw new Error(`${field.key} has no ${wanted}: ${field.options.map(([value]) => value).join(' ')}`)
      const nth = field.options.filter(([value]) => value !== '').findIndex((option) => option.includes(String(wanted))) + 1
      if (to !== field.index && nth <= 9) return this.press(String(nth))
      const step = to > field.index ? 'ArrowDown' : 'ArrowUp'
      for (let at = field.index; at !== to; at += to > field.index ? 1 : -1) await this.press(step)
    } else if (field.value !== wanted) {
      if (field.value !== '') await this.press('Control+a')
      await this.type(String(wanted))
      if (/^\d{8}$/.test(String(wanted))) await this.page.waitForTimeout(DATE_PAUSE_MS)
    }
  }
}
