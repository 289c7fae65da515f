/** Arrow keys, Home and End walk the lines of a page: the buttons marked `data-line`, in their order on screen. */
export function walkLines(event: KeyboardEvent): void {
  const box = event.currentTarget as HTMLElement
  const lines = [...box.querySelectorAll<HTMLElement>('[data-line]')]
  const at = lines.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key]
  if (to === undefined || lines.length === 0) return
  event.preventDefault()
  lines[Math.max(0, Math.min(lines.length - 1, to))]?.focus()
}
