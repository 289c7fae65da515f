import { state } from '../state.ts'
import { strict } from '../strict.ts'

const facesOf = () => state.windows.map((window) => window.contents.face)

/** `webContents` of the main process; Playwright finds a page's window through `fromDevToolsTargetId`. */
export const webContents = strict('WebContents', {
  getAllWebContents: facesOf,
  fromId: (id: number) => facesOf().find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string) => state.windows.find((window) => window.contents.targetId === targetId)?.contents.face,
} satisfies Partial<typeof Electron.WebContents>)
