import { strict } from '../strict.ts'

const say = (text: string) => process.stderr.write(`electron-host: shell.${text}\n`)

/** Leaves the application's window for other programs: only named here, never done. */
export const shell = strict('Shell', {
  openExternal: async (url: string) => {
    say(`openExternal ${url}`)
  },
  openPath: async (file: string) => {
    say(`openPath ${file}`)
    return ''
  },
  showItemInFolder: (file: string) => {
    say(`showItemInFolder ${file}`)
  },
} satisfies Partial<Electron.Shell>)
