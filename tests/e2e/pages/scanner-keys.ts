import type { Page } from '@playwright/test'

/**
 * Keys as a scanner behind an input method sends them: physical codes, `Process`, and letters that leak into a field. The
 * events bear the times a scanner would give them, so that a busy machine types no slower.
 */
export const burst = (page: Page, selector: string, text: string, gapMs: number): Promise<void> =>
  page.evaluate(
    ([where, typed, gap]) => {
      const element = document.querySelector<HTMLElement>(where)
      if (!element) throw new Error(`nothing is ${where}`)
      element.focus()
      const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null
      let at = performance.now()
      const press = (code: string, shiftKey: boolean): void => {
        at += gap
        const key = field ? 'Process' : code.replace(/^(Key|Digit)/, '')
        const event = new KeyboardEvent('keydown', { code, key, shiftKey, bubbles: true, cancelable: true })
        Object.defineProperty(event, 'timeStamp', { value: at })
        element.dispatchEvent(event)
      }
      for (const character of typed) {
        press(/\d/.test(character) ? `Digit${character}` : `Key${character}`, /[A-Z]/.test(character))
        if (!field) continue
        field.value += character.toLowerCase()
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
      press('Enter', false)
    },
    [selector, text, gapMs] as const,
  )
