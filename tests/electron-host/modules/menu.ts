import { onlyOptions, strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { hostApp } from './app.ts'
import { HostWindow } from './browser-window.ts'

type Template = Electron.MenuItemConstructorOptions

/** Keeps the items and lets a test click them; no native menu is drawn. */
class HostMenuItem {
  readonly id: string
  readonly label: string
  readonly role: Template['role']
  readonly type: string
  readonly enabled: boolean
  readonly visible: boolean
  readonly checked: boolean
  readonly accelerator: Template['accelerator']
  readonly submenu: Electron.Menu | null
  private readonly action: Template['click']

  constructor(options: Template) {
    onlyOptions('MenuItemOptions', options)
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.accelerator = options.accelerator
    this.submenu = Array.isArray(options.submenu) ? HostMenu.buildFromTemplate(options.submenu) : null
    this.action = options.click
  }
  get face(): Electron.MenuItem {
    return strict('MenuItem', this) as unknown as Electron.MenuItem
  }
  click() {
    if (this.role === 'quit') hostApp.quit()
    else this.action?.(this.face, HostWindow.getFocusedWindow() ?? undefined, {} as Electron.KeyboardEvent)
  }
}

class HostMenu implements Pick<Electron.Menu, Exclude<Member<'Menu'>, 'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'>> {
  private static current: Electron.Menu | null = null
  readonly items: Electron.MenuItem[]

  constructor(template: readonly Template[]) {
    this.items = template.map((options) => new HostMenuItem(options).face)
  }
  static buildFromTemplate(template: readonly Template[]): Electron.Menu {
    return strict('Menu', new HostMenu(template)) as unknown as Electron.Menu
  }
  static setApplicationMenu(menu: Electron.Menu | null) {
    HostMenu.current = menu
  }
  static getApplicationMenu() {
    return HostMenu.current
  }
  popup() {}
  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
export const Menu = strict('Menu', HostMenu)
