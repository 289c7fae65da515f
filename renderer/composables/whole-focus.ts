/** A tall field of which only the first line is in sight is not scrolled by the browser: brought into sight whole when it takes the focus (A5). Called once by `main.ts`. */
export function showFocusWhole(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: 'nearest' })
  })
}
