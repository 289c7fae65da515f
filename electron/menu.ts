import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Command } from '../core/bridge/commands.ts'
import type { MenuLabels } from './menu-labels.ts'

type MenuCommand = Exclude<Command, 'locked'>

const WORK: readonly (readonly [MenuCommand, string])[] = [
  ['new-intake', 'F2'],
  ['find', 'F3'],
  ['save-draft', 'F4'],
  ['main-action', 'F9'],
  ['print', 'F10'],
  ['leave', 'F11'],
]
const VIEW: readonly (readonly [MenuCommand, string])[] = [
  ['refresh', 'F5'],
  ['back', 'F6'],
  ['previous', 'F7'],
  ['next', 'F8'],
]
const HELP: readonly (readonly [MenuCommand, string])[] = [['help', 'F1']]

/**
 * The F-key menu (ux 3.3). It shows the keys and answers the mouse; the window's own key registry handles the keys,
 * because it alone knows about input methods in the middle of a word.
 */
export function setMenu(labels: MenuLabels, send: (command: Command) => void): void {
  const item = ([command, accelerator]: readonly [MenuCommand, string]): MenuItemConstructorOptions => ({
    id: command,
    label: labels[command],
    accelerator,
    registerAccelerator: false,
    click: () => send(command),
  })
  const quit: MenuItemConstructorOptions = { id: 'quit', label: labels.quit, click: () => app.quit() }
  const template: MenuItemConstructorOptions[] = [
    { label: labels.work, submenu: [...WORK.map(item), { type: 'separator' }, quit] },
    { label: labels.view, submenu: VIEW.map(item) },
    { label: labels.helpMenu, submenu: HELP.map(item) },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
