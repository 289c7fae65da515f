import { type KeybindingPress, matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { ref } from 'vue'
import { type ActiveCommand, activeCommands, dialogAnswers, runCommand } from './commands.ts'
import './in-hand.ts'
import { makeScanner, SCAN_GAP_MS } from './scanner.ts'

/** WCAG 2.1.4: keys without Ctrl, Alt or F can be turned off by the person. */
export const singleKeys = ref(true)
/** The case number that a scanner typed; the shell opens it. Replaced whole at each scan. */
export const lastScan = ref<{ readonly text: string } | null>(null)
/** Only the shell takes scans: at the door a badge types into the field, as a hand would. */
export const scansWanted = ref(false)

/** Keys the browser would act on; in the counter they do nothing (ux 3.3). */
const INERT = ['F5', 'F12', 'Control+r', 'Control+Shift+r', 'Control+Shift+i', 'Control+p', 'Control+s', 'Control+f', 'Control+g'].flatMap(parseKeybinding)
const presses = new Map<string, readonly KeybindingPress[]>()
const pressOf = (key: string): readonly KeybindingPress[] => {
  const known = presses.get(key) ?? parseKeybinding(key)
  presses.set(key, known)
  return known
}
/** A key that also types: it acts only outside fields, and a little later, because a scanner may be typing (ux 1.6). */
const isSingle = (key: string): boolean => /^(Shift\+)?(.|Space|Enter|Tab|Delete|Backspace|Arrow\w+|Home|End|Page\w+)$/.test(key)
const isLetter = (key: string): boolean => /^(Shift\+)?.$/.test(key)

/** Where typing goes: letters and Enter belong to the field there. */
export function inField(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null
  if (!element) return false
  return (
    element.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) ||
    element.closest('[role="combobox"],[role="listbox"],[role="menu"]') !== null
  )
}
/** A button that has the focus takes Enter and Space itself. */
const ownKey = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') &&
  event.target instanceof HTMLElement &&
  event.target.closest('button,a[href],summary,[role="button"],[role="tab"]') !== null

const shown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true })
/** A dialog or an open list closes itself on Escape; behind a dialog without commands of its own nothing answers. */
const dialogOpen = (): boolean => [...document.querySelectorAll('.el-overlay [role="dialog"]')].some(shown)
const listOpen = (): boolean => [...document.querySelectorAll('.el-popper[aria-hidden="false"], [aria-expanded="true"][role="combobox"]')].some(shown)
const leftToDialog = (key: string, name: string): boolean =>
  key === 'Escape' ? dialogOpen() || listOpen() : dialogOpen() && !dialogAnswers.value && !/^(leave|locked|help)$/.test(name)

const matching = (event: KeyboardEvent): ActiveCommand | undefined =>
  activeCommands.value.find(({ key }) => key !== null && pressOf(key).some((press) => matchKeybindingPress(event, press)))

/** Commands that send what stands in the fields. */
const COMMITS: ReadonlySet<string> = new Set(['main-action', 'save-draft'])
/** A field that counts only when it is left (a rate, a number, a region) is left for a moment: what is sent is what is seen. */
function settleField(target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)) return
  target.blur()
  target.focus({ preventScroll: true })
}

let pending: ReturnType<typeof setTimeout> | undefined
const scanner = makeScanner((text) => {
  clearTimeout(pending)
  lastScan.value = { text }
})

/** What an input method keeps to itself; some sessions say it by the code alone. */
const composes = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** The one listener of the window. Nothing fires while an input method composes (K2). */
function onKey(event: KeyboardEvent): void {
  if (scansWanted.value && scanner(event)) {
    event.preventDefault()
    event.stopPropagation()
    return
  }
  // A second key within the gap of a scanner takes back what the first would have done.
  clearTimeout(pending)
  if (composes(event)) return
  const command = matching(event)
  if (INERT.some((press) => matchKeybindingPress(event, press))) event.preventDefault()
  if (!command?.key) return
  const { key, name } = command
  if (key === 'Escape') return
  if (leftToDialog(key, name)) return
  if (isSingle(key) && (inField(event.target) || ownKey(event))) return
  if (isLetter(key) && !singleKeys.value) return
  event.preventDefault()
  // A key held down walks; it never does the same deed twice.
  if (event.repeat && !/Arrow|Page/.test(key)) return
  if (COMMITS.has(name)) settleField(event.target)
  if (isLetter(key)) pending = setTimeout(() => runCommand(name), SCAN_GAP_MS + 5)
  else runCommand(name)
}

/** Escape belongs first to what is open or typed in: it is answered on its way up, when nobody below took it, one level at a press. */
function onEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || composes(event) || event.defaultPrevented) return
  const command = matching(event)
  if (command?.key !== 'Escape' || leftToDialog('Escape', command.name)) return
  event.preventDefault()
  if (event.repeat) return
  if (inField(event.target)) (event.target as HTMLElement).blur()
  else runCommand(command.name)
}

/** Zoom by the wheel would break the layout of the counter. */
function onWheel(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault()
}

/** Starts listening; called once by `main.ts`. */
export function listenToKeys(): void {
  window.addEventListener('keydown', onKey, { capture: true })
  window.addEventListener('keydown', onEscape)
  window.addEventListener('wheel', onWheel, { passive: false })
}
