/** A barcode scanner types a key every 8 to 30 ms, a person never under 60 (ux 1.6). */
export const SCAN_GAP_MS = 35
const SHORTEST = 6
const SYMBOLS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  NumpadSubtract: ['-', '-'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Semicolon: [';', ':'],
  Equal: ['=', '+'],
}

/** What the physical key types on a US layout: an input method that swallows the key does not change it. */
function characterOf(code: string, shift: boolean): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  return digit ?? SYMBOLS[code]?.[shift ? 1 : 0] ?? ''
}

export interface KeyPress {
  readonly code: string
  readonly shiftKey: boolean
  readonly ctrlKey?: boolean
  readonly altKey?: boolean
  readonly metaKey?: boolean
  readonly timeStamp: number
  readonly target?: EventTarget | null
}

/** Takes back the characters that leaked into the field before the scan was known to be one. */
function takeBack(target: EventTarget | null | undefined, before: string | null): void {
  if (before === null || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  target.value = before
  target.dispatchEvent(new Event('input', { bubbles: true }))
}
const textOf = (target: EventTarget | null | undefined): string | null =>
  typeof HTMLInputElement !== 'undefined' && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) ? target.value : null

/** A password is never a scan, however fast it comes (a key fob, a password keeper): it is not kept and not looked for. */
const isSecret = (target: EventTarget | null | undefined): boolean => (target as { readonly type?: unknown } | null | undefined)?.type === 'password'

/**
 * A keyboard wedge: returns true for the Enter or Tab that ends a scan of six or more characters, after it has called `onScan`.
 * @example const scanner = makeScanner((text) => open(text)); window.addEventListener('keydown', scanner, true)
 */
export function makeScanner(onScan: (text: string) => void): (press: KeyPress) => boolean {
  let typed = ''
  let last = Number.NEGATIVE_INFINITY
  let before: string | null = null
  return (press) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return false
    if (/^Shift/.test(press.code)) return false
    if (isSecret(press.target)) {
      typed = ''
      return false
    }
    const quick = press.timeStamp - last <= SCAN_GAP_MS
    last = press.timeStamp
    if (/^(Enter|NumpadEnter|Tab)$/.test(press.code)) {
      const text = typed
      typed = ''
      if (!quick || text.length < SHORTEST) return false
      takeBack(press.target, before)
      onScan(text)
      return true
    }
    const character = characterOf(press.code, press.shiftKey)
    if (!character) return false
    if (!quick || typed === '') before = textOf(press.target)
    typed = quick ? typed + character : character
    return false
  }
}
