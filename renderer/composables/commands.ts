import { computed, type MaybeRefOrGetter, onBeforeUnmount, onMounted, ref, shallowReactive, toValue } from 'vue'
import { COMMAND_EVENT, COMMANDS } from '../../core/bridge/commands.ts'

/** The commands every screen shares; a page may add its own under a name that begins with `page:`. */
export type GlobalCommand = (typeof COMMANDS)[number] | 'palette' | 'copy'
export type CommandName = GlobalCommand | `page:${string}`

/** What a command does here, and how it is called here: the bar, the button, the palette and the help say the same word. */
export interface CommandSpec {
  readonly run: () => void
  /** Words in the language of the window; the command's own word when left out. */
  readonly label?: string
  /** A command of the page: its key in tinykeys' notation, such as `1`, `r`, `Shift+r`, `Control+z`, `Space`. */
  readonly key?: string
  /** False: shown pale and does nothing. True when left out. */
  readonly enabled?: boolean
  /** Kept out of the bar; help and palette still list it. */
  readonly quiet?: boolean
}
export type Commands = Partial<Record<CommandName, CommandSpec | (() => void)>>

/** Which key stands for which command (ux 3.3). One registry feeds the keys, the bar, the menu, the palette, help and tests. */
export const KEY_OF: Partial<Record<CommandName, string>> = {
  help: 'F1',
  'new-intake': 'F2',
  find: 'F3',
  'save-draft': 'F4',
  refresh: 'F5',
  back: 'F6',
  previous: 'F7',
  next: 'F8',
  'main-action': 'F9',
  print: 'F10',
  leave: 'F11',
  palette: 'Control+k',
  copy: 'Control+d',
}
/** These answer over an open dialog too. */
const ALWAYS: ReadonlySet<CommandName> = new Set<CommandName>(['leave', 'locked', 'help'])

interface Entry {
  readonly commands: MaybeRefOrGetter<Commands>
  readonly modal: boolean
}
export interface ActiveCommand {
  readonly name: CommandName
  readonly key: string | null
  readonly spec: CommandSpec
}
const stack: Entry[] = shallowReactive([])
/** Set while the counter is locked: behind the lock nothing answers. */
export const commandsOff = ref(false)

const specOf = (handler: CommandSpec | (() => void)): CommandSpec => (typeof handler === 'function' ? { run: handler } : handler)

/** What answers now: the newest page or dialog wins, and a dialog covers what lies under it. */
export const activeCommands = computed<readonly ActiveCommand[]>(() => {
  const found = new Map<CommandName, ActiveCommand>()
  let covered = false
  for (const entry of [...stack].reverse()) {
    for (const [name, handler] of Object.entries(toValue(entry.commands)) as [CommandName, CommandSpec | (() => void)][]) {
      if (found.has(name) || (covered && !ALWAYS.has(name))) continue
      const spec = specOf(handler)
      found.set(name, { name, key: spec.key ?? KEY_OF[name] ?? null, spec })
    }
    covered ||= entry.modal
  }
  return [...found.values()]
})

/** Whether a dialog that registered its own commands is open. */
export const dialogAnswers = computed(() => stack.some((entry) => entry.modal))

/** Runs what answers to this command now. Says whether something did. */
export function runCommand(name: CommandName): boolean {
  const active = commandsOff.value ? undefined : activeCommands.value.find((command) => command.name === name)
  if (!active || active.spec.enabled === false) return false
  active.spec.run()
  return true
}

/**
 * Registers commands for as long as the calling component lives. Give a function when labels or states change.
 * `modal` is for dialogs: what lies under them no longer answers.
 * @example useCommands(() => ({ 'main-action': { label: t('actions.ACCEPT'), enabled: complete.value, run: accept }, 'page:ok': { key: '1', label: t('itemStates.OK'), run: ok } }))
 */
export function useCommands(commands: MaybeRefOrGetter<Commands>, { modal = false }: { modal?: boolean } = {}): void {
  const entry: Entry = { commands, modal }
  onMounted(() => stack.push(entry))
  onBeforeUnmount(() => {
    const at = stack.indexOf(entry)
    if (at >= 0) stack.splice(at, 1)
  })
}

window.addEventListener(COMMAND_EVENT, (event) => {
  const command = (event as CustomEvent<(typeof COMMANDS)[number]>).detail
  if (COMMANDS.includes(command)) runCommand(command)
})
