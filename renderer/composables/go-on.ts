/** So long after a field went on by itself, the Enter that the hand presses out of habit is not taken for another. */
const HABIT_MS = 500
let settle: (() => void) | null = null

/**
 * A field answered in full goes on by itself: `move` takes the focus along. Who presses Enter all the same, as after any other
 * field, stands where he expects to; the next key, whatever is typed, or another focus ends that care.
 * @example goOn(() => next.focus())
 */
export function goOn(move: () => void): void {
  const from = document.activeElement
  move()
  if (document.activeElement === from) return
  settle?.()
  const until = performance.now() + HABIT_MS
  const onKey = (event: KeyboardEvent): void => {
    settle?.()
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.timeStamp > until) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onOther = (): void => settle?.()
  const others = ['beforeinput', 'focusin'] as const
  settle = () => {
    window.removeEventListener('keydown', onKey, true)
    for (const other of others) window.removeEventListener(other, onOther, true)
    settle = null
  }
  window.addEventListener('keydown', onKey, true)
  for (const other of others) window.addEventListener(other, onOther, true)
}
