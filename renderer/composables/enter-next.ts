/** What takes typing in a form; boxes and choices too. */
const FIELDS = 'input:not([type="hidden"]):not(:disabled),select:not(:disabled),textarea:not(:disabled)'

/** The fields of a form in their order on screen. */
export const fieldsOf = (form: HTMLElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null)

const EMPTY = 'input:not([type="checkbox"]):not([type="radio"]),select,textarea'
const isEmpty = (field: HTMLElement): boolean => field.matches(EMPTY) && (field as HTMLInputElement).value === ''

/** A digit in a list takes the choice of that place; what is not a choice, such as the empty line, is not counted. */
function pickByDigit(event: KeyboardEvent): boolean {
  const list = event.target as HTMLElement
  if (!(list instanceof HTMLSelectElement) || !/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return false
  const choice = [...list.options].filter(({ value }) => value !== '')[Number(event.key) - 1]
  if (!choice) return false
  event.preventDefault()
  list.value = choice.value
  list.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

/**
 * Enter goes to the next field and Shift+Enter to the one before; in a text of several lines it takes Ctrl+Enter. From the
 * last field the focus goes to `last`, the button of F9: Enter never submits (K3). Alt+Enter passes over what is filled in
 * already, to the next field that is empty. In a list a digit chooses.
 */
export function enterNext(event: KeyboardEvent, form: HTMLElement, last: () => void): void {
  if (event.isComposing || pickByDigit(event) || event.key !== 'Enter') return
  const field = (event.target as HTMLElement).closest<HTMLElement>(FIELDS)
  if (!field || (!event.altKey && (field.tagName === 'TEXTAREA') !== event.ctrlKey)) return
  event.preventDefault()
  const fields = fieldsOf(form)
  if (event.altKey) {
    const empty = fields.slice(fields.indexOf(field) + 1).find(isEmpty)
    if (empty) empty.focus()
    else last()
    return
  }
  const next = fields.indexOf(field) + (event.shiftKey ? -1 : 1)
  if (next >= fields.length) last()
  else fields[Math.max(0, next)]?.focus()
}
