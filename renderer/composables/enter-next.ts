/** What takes typing in a form; boxes and choices too. */
const FIELDS = 'input:not([type="hidden"]):not(:disabled),select:not(:disabled),textarea:not(:disabled)'

/** The fields of a form in their order on screen. */
export const fieldsOf = (form: HTMLElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(FIELDS)].filter((field) => field.offsetParent !== null)

/**
 * Enter goes to the next field and Shift+Enter to the one before; in a text of several lines it takes Ctrl+Enter. From the
 * last field the focus goes to `last`, the button of F9: Enter never submits (K3).
 */
export function enterNext(event: KeyboardEvent, form: HTMLElement, last: () => void): void {
  if (event.key !== 'Enter' || event.isComposing || event.altKey) return
  const field = (event.target as HTMLElement).closest<HTMLElement>(FIELDS)
  if (!field || (field.tagName === 'TEXTAREA') !== event.ctrlKey) return
  event.preventDefault()
  const fields = fieldsOf(form)
  const next = fields.indexOf(field) + (event.shiftKey ? -1 : 1)
  if (next >= fields.length) last()
  else fields[Math.max(0, next)]?.focus()
}
