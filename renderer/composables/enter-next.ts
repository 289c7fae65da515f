import { nextTick } from 'vue'
import { goOn } from './go-on.ts'

/** What takes typing in a form; boxes and choices too. What was read from a card is passed over. */
const FIELDS = 'input:not([type="hidden"]):not(:disabled):not([readonly]),select:not(:disabled),textarea:not(:disabled)'

/** The fields of a form in their order on screen. */
export const fieldsOf = (form: HTMLElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null)

const EMPTY = 'input:not([type="checkbox"]):not([type="radio"]),select,textarea'
/** Nothing stands in it; a box is never empty. */
export const isEmpty = (field: HTMLElement): boolean => field.matches(EMPTY) && (field as HTMLInputElement).value === ''

const YES = '1'
const NO = '2'

/** What a digit answers: in a list the choice of that name or place (the empty line is no place), in a box 1 yes and 2 no. */
function answerByDigit(event: KeyboardEvent): boolean {
  if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return false
  const field = event.target as HTMLElement
  if (field instanceof HTMLSelectElement) {
    const choices = [...field.options].filter(({ value }) => value !== '')
    const choice = choices.find(({ value }) => value === event.key) ?? choices[Number(event.key) - 1]
    if (!choice) return false
    field.value = choice.value
  } else if (field instanceof HTMLInputElement && field.type === 'checkbox' && (event.key === YES || event.key === NO)) field.checked = event.key === YES
  else return false
  event.preventDefault()
  field.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

/**
 * Enter goes to the next field and Shift+Enter to the one before; in a text of several lines it takes Ctrl+Enter. From the
 * last field the focus goes to `last`, the button of F9: Enter never submits (K3). Alt+Enter passes over what is filled in
 * already, to the next field that is empty. In a list or a box a digit answers and goes on, to a field it has just brought up too.
 */
export function enterNext(event: KeyboardEvent, form: HTMLElement, last: () => void): void {
  if (event.isComposing) return
  const field = (event.target as HTMLElement).closest<HTMLElement>(FIELDS)
  const onward = (by: 1 | -1): void => {
    const fields = fieldsOf(form)
    const next = field ? fields.indexOf(field) + by : 0
    if (next >= fields.length) last()
    else fields[Math.max(0, next)]?.focus()
  }
  if (answerByDigit(event)) {
    void nextTick(() => goOn(() => onward(1)))
    return
  }
  if (event.key !== 'Enter') return
  if (!field || (!event.altKey && (field.tagName === 'TEXTAREA') !== event.ctrlKey)) return
  event.preventDefault()
  if (!event.altKey) {
    onward(event.shiftKey ? -1 : 1)
    return
  }
  const fields = fieldsOf(form)
  const empty = fields.slice(fields.indexOf(field) + 1).find(isEmpty)
  if (empty) empty.focus()
  else last()
}
