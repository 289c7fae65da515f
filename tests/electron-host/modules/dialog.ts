import { spawn } from 'node:child_process'
import { state } from '../state.ts'
import { strict } from '../strict.ts'

type Asked = readonly [
  Electron.BaseWindow | Electron.OpenDialogOptions | Electron.SaveDialogOptions,
  (Electron.OpenDialogOptions | Electron.SaveDialogOptions)?,
]

/**
 * A file dialog of the desktop, when somebody sits before the window: the paths chosen, none when cancelled. Two names of
 * files are parted by a character no path can hold in a line of this dialog's answer.
 */
function desktopDialog(name: string, args: readonly string[]): Promise<string[]> {
  if (state.headless)
    return Promise.reject(new Error(`electron-host: dialog.${name} has no native window here; in a test, replace it through electronApp.evaluate`))
  return new Promise((resolve, reject) => {
    const child = spawn('zenity', ['--file-selection', '--separator=\n', ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
    })
    child.once('error', () => reject(new Error(`electron-host: dialog.${name} needs the program zenity: npm run setup -- app, or install it`)))
    child.once('exit', (code) => resolve(code === 0 ? out.split('\n').filter(Boolean) : []))
  })
}

const optionsOf = <T>([first, second]: Asked): T => (second ?? first) as T

async function showOpenDialog(...asked: unknown[]): Promise<Electron.OpenDialogReturnValue> {
  const { properties = [], filters = [] } = optionsOf<Electron.OpenDialogOptions>(asked as unknown as Asked)
  const filePaths = await desktopDialog('showOpenDialog', [
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
    ...(properties.includes('multiSelections') ? ['--multiple'] : []),
    ...filters.map(({ name, extensions }) => `--file-filter=${name} | ${extensions.flatMap((end) => [`*.${end}`, `*.${end.toUpperCase()}`]).join(' ')}`),
  ])
  return { canceled: filePaths.length === 0, filePaths }
}

async function showSaveDialog(...asked: unknown[]): Promise<Electron.SaveDialogReturnValue> {
  const { defaultPath } = optionsOf<Electron.SaveDialogOptions>(asked as unknown as Asked)
  const [filePath = ''] = await desktopDialog('showSaveDialog', ['--save', '--confirm-overwrite', ...(defaultPath ? [`--filename=${defaultPath}`] : [])])
  return { canceled: filePath === '', filePath }
}

const noWindow = (name: string) => () =>
  Promise.reject(new Error(`electron-host: dialog.${name} has no native window here; in a test, replace it through electronApp.evaluate`))

export const dialog = strict('Dialog', {
  showOpenDialog: showOpenDialog as Electron.Dialog['showOpenDialog'],
  showSaveDialog: showSaveDialog as Electron.Dialog['showSaveDialog'],
  showMessageBox: noWindow('showMessageBox') as Electron.Dialog['showMessageBox'],
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}\n${content}\n`)
  },
} satisfies Partial<Electron.Dialog>)
