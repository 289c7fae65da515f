import path from 'node:path'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { trainingFolder } from './training-start.ts'

export interface StartPlace {
  readonly platform: NodeJS.Platform
  /** Where Electron would keep the data. */
  readonly userData: string
  /** Whether somebody said so with `--user-data-dir`. */
  readonly chosen: boolean
  readonly localAppData: string | undefined
  readonly home: string
  readonly training: boolean
  /** Where a folder lies by the system's own word (`fs.realpathSync.native`): of a mapped drive Windows names the share. Throws when it is not there. */
  readonly realPath: (folder: string) => string
}

/** `\\server\share`, as `\\?\UNC\server\share` too; `\\?\C:\` is a disk of this PC. */
const SHARE = /^[\\/]{2}(?![?.][\\/](?!UNC[\\/]))/i

/** Where the nearest folder above that is there really lies; as written where the drive itself gives no answer. */
function reallyAt(folder: string, realPath: StartPlace['realPath']): string {
  try {
    const drive = realPath(path.win32.parse(folder).root)
    if (SHARE.test(drive)) return drive
  } catch {
    return folder
  }
  for (let at = folder; ; at = path.win32.dirname(at)) {
    try {
      return realPath(at)
    } catch {
      if (path.win32.dirname(at) === at) return folder
    }
  }
}

/**
 * Where this PC keeps its data. On Windows, Electron's own place roams: at each sign-in Windows would carry the open database to a server
 * and to other PCs. So there it lies in the local part of the profile, and a folder on a share, also one behind a drive letter or a link, is
 * refused: SQLite does not lock over one.
 * @returns DATA_FOLDER_SHARED with `folder`
 * @example dataFolder({ platform: 'linux', userData, chosen: false, localAppData: undefined, home, training: false, realPath })
 */
export function dataFolder({ platform, userData, chosen, localAppData, home, training, realPath }: StartPlace): Result<string> {
  const windows = platform === 'win32'
  const local = localAppData || path.win32.join(home, 'AppData', 'Local')
  const live = windows && !chosen ? path.win32.join(local, 'first-loan-counter') : userData
  if (windows && (SHARE.test(live) || SHARE.test(reallyAt(live, realPath)))) return refuse('DATA_FOLDER_SHARED', { folder: live })
  return ok(training ? trainingFolder(live) : live)
}
