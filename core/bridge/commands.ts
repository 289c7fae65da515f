/**
 * What the menu, the idle clock and the operating system ask of the window. The preload relays each one as a DOM event
 * named `COMMAND_EVENT` whose `detail` is one of these words; the bridge itself stays a single function.
 */
export const COMMANDS = ['help', 'new-intake', 'find', 'save-draft', 'refresh', 'back', 'previous', 'next', 'main-action', 'print', 'leave', 'locked'] as const
export type Command = (typeof COMMANDS)[number]

export const COMMAND_EVENT = 'counter:command'
