import { onBeforeUnmount, onMounted, reactive, readonly } from 'vue'
import { COMMAND_EVENT, COMMANDS } from '../../core/bridge/commands.ts'

export type CommandName = (typeof COMMANDS)[number]
type Handlers = Partial<Record<CommandName, () => void>>

/** Which key stands for which command (ux 3.3). One registry feeds the keys, the bar and the menu's clicks. */
export const KEY_OF: Partial<Record<CommandName, string>> = {
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
}

const stack: Handlers[] = reactive([])
export const activeCommands = readonly(stack)

/** The newest page that answers a command wins; a dialog's commands cover the page's. */
export function runCommand(command: CommandName): void {
  const handlers = stack.findLast((entry) => entry[command])
  handlers?.[command]?.()
}

/** Registers commands for as long as the calling component lives. */
export function useCommands(handlers: Handlers): void {
  onMounted(() => stack.push(handlers))
  onBeforeUnmount(() => {
    const at = stack.findIndex((entry) => Object.values(entry)[0] === Object.values(handlers)[0])
    if (at >= 0) stack.splice(at, 1)
  })
}

/** Nothing fires while an input method composes. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return
  const command = COMMANDS.find((name) => KEY_OF[name] === event.key)
  if (!command) return
  event.preventDefault()
  runCommand(command)
}
window.addEventListener('keydown', onKey)
window.addEventListener(COMMAND_EVENT, (event) => {
  const command = (event as CustomEvent<CommandName>).detail
  if (COMMANDS.includes(command)) runCommand(command)
})
