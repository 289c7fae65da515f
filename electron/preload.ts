import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS } from '../core/bridge/channels.ts'
import { COMMAND_EVENT, COMMANDS } from '../core/bridge/commands.ts'

const channels: readonly string[] = CHANNELS
const commands: readonly string[] = COMMANDS

contextBridge.exposeInMainWorld('counter', {
  invoke: (channel: string, input: unknown): Promise<unknown> =>
    channels.includes(channel)
      ? ipcRenderer.invoke('counter', channel, input)
      : Promise.resolve({ ok: false, error: { code: 'CHANNEL_UNKNOWN', details: {} } }),
})

ipcRenderer.on('command', (_event, command: unknown) => {
  if (typeof command === 'string' && commands.includes(command)) window.dispatchEvent(new CustomEvent(COMMAND_EVENT, { detail: command }))
})
