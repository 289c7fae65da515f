/// <reference types="electron" />

/** What the stand-in offers of one type of Electron: nothing else can be touched. */
interface Offer<M extends string> {
  readonly members: readonly M[]
  readonly events: readonly string[]
}
const of =
  <T>() =>
  <const M extends keyof T & string>(members: readonly M[], events: readonly string[] = []): Offer<M> => ({ members, events })

type Both<Instance, Class> = Instance & Omit<Class, 'prototype'>

/**
 * The emulated subset, the one list of it: the classes in `modules/` implement it, `strict.ts` guards it at run time,
 * `check.ts` holds the application's code and electron.d.ts against it.
 */
export const subset = {
  App: of<Electron.App>()(
    [
      'isReady',
      'whenReady',
      'quit',
      'exit',
      'relaunch',
      'getPath',
      'setPath',
      'getName',
      'setName',
      'getVersion',
      'getAppPath',
      'getLocale',
      'isPackaged',
      'name',
      'requestSingleInstanceLock',
      'hasSingleInstanceLock',
      'releaseSingleInstanceLock',
      'commandLine',
    ],
    ['ready', 'before-quit', 'will-quit', 'quit', 'window-all-closed', 'second-instance', 'web-contents-created', 'browser-window-created'],
  ),
  BrowserWindow: of<Both<Electron.BrowserWindow, typeof Electron.BrowserWindow>>()(
    [
      'id',
      'webContents',
      'loadURL',
      'show',
      'hide',
      'close',
      'destroy',
      'isDestroyed',
      'isVisible',
      'focus',
      'isFocused',
      'setTitle',
      'getTitle',
      'getSize',
      'minimize',
      'isMinimized',
      'restore',
      'getAllWindows',
      'getFocusedWindow',
      'fromWebContents',
      'fromId',
    ],
    ['ready-to-show', 'show', 'hide', 'focus', 'minimize', 'restore', 'close', 'closed'],
  ),
  BrowserWindowOptions: of<Electron.BrowserWindowConstructorOptions>()([
    'width',
    'height',
    'minWidth',
    'minHeight',
    'show',
    'title',
    'backgroundColor',
    'webPreferences',
  ]),
  CommandLine: of<Electron.CommandLine>()(['appendSwitch', 'hasSwitch', 'getSwitchValue']),
  ContextBridge: of<Electron.ContextBridge>()(['exposeInMainWorld']),
  Dialog: of<Electron.Dialog>()(['showOpenDialog', 'showSaveDialog', 'showMessageBox', 'showErrorBox']),
  ForkOptions: of<Electron.ForkOptions>()(['serviceName', 'env', 'cwd', 'stdio']),
  IpcMain: of<Electron.IpcMain>()(['handle', 'handleOnce', 'removeHandler']),
  IpcRenderer: of<Electron.IpcRenderer>()(['invoke', 'send', 'on', 'once', 'off', 'removeListener', 'removeAllListeners']),
  Menu: of<Both<Electron.Menu, typeof Electron.Menu>>()(['items', 'getMenuItemById', 'popup', 'buildFromTemplate', 'setApplicationMenu', 'getApplicationMenu']),
  MenuItem: of<Electron.MenuItem>()(['id', 'label', 'role', 'type', 'enabled', 'visible', 'checked', 'accelerator', 'submenu', 'click']),
  MenuItemOptions: of<Electron.MenuItemConstructorOptions>()([
    'id',
    'label',
    'role',
    'type',
    'enabled',
    'visible',
    'checked',
    'accelerator',
    'registerAccelerator',
    'submenu',
    'click',
  ]),
  PowerMonitor: of<Electron.PowerMonitor>()(['getSystemIdleTime'], ['lock-screen', 'unlock-screen', 'suspend', 'resume']),
  Protocol: of<Electron.Protocol>()(['registerSchemesAsPrivileged', 'handle', 'unhandle', 'isProtocolHandled']),
  SafeStorage: of<Electron.SafeStorage>()(['isAsyncEncryptionAvailable', 'encryptStringAsync', 'decryptStringAsync', 'getSelectedStorageBackend']),
  Session: of<Electron.Session>()(['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'protocol', 'webRequest']),
  SessionModule: of<typeof Electron.Session>()(['defaultSession']),
  Shell: of<Electron.Shell>()(['openExternal', 'openPath', 'showItemInFolder']),
  UtilityProcess: of<Electron.UtilityProcess>()(['pid', 'stdout', 'stderr', 'kill', 'postMessage'], ['spawn', 'message', 'exit']),
  UtilityProcessModule: of<typeof Electron.UtilityProcess>()(['fork']),
  WebContents: of<Both<Electron.WebContents, typeof Electron.WebContents>>()(
    [
      'id',
      'send',
      'getURL',
      'getTitle',
      'setWindowOpenHandler',
      'isDestroyed',
      'close',
      'reload',
      'session',
      'loadURL',
      'mainFrame',
      'getAllWebContents',
      'fromId',
      'fromDevToolsTargetId',
    ],
    [
      'did-navigate',
      'did-finish-load',
      'did-fail-load',
      'dom-ready',
      'input-event',
      'render-process-gone',
      'will-navigate',
      'will-attach-webview',
      'destroyed',
    ],
  ),
  WebFrameMain: of<Electron.WebFrameMain>()(['url', 'origin', 'parent', 'top', 'frameTreeNodeId', 'isDestroyed']),
  WebPreferences: of<Electron.WebPreferences>()([
    'preload',
    'contextIsolation',
    'sandbox',
    'nodeIntegration',
    'webSecurity',
    'spellcheck',
    'devTools',
    'webviewTag',
  ]),
  WebRequest: of<Electron.WebRequest>()(['onBeforeRequest']),
}
export type Offered = keyof typeof subset
export type Member<Name extends Offered> = (typeof subset)[Name]['members'][number]
