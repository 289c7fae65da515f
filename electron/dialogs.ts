import path from 'node:path'
import type { BrowserWindow } from 'electron'
import type { Ports } from './handlers/ports.ts'
import type { MenuLabels } from './menu-labels.ts'

type Kind = Parameters<Ports['pickFiles']>[0] | Parameters<Ports['pickFolder']>[0] | 'SAVE'
type Native = Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>

/**
 * The native dialogs, over the window while there is one. Each kind opens in the folder it was last used in while the program runs: scans lie
 * elsewhere than sticks, and Electron would begin anew in one place each time.
 * @param documents where a file is saved the first time
 */
export function dialogPorts(
  window: () => BrowserWindow | null,
  labels: MenuLabels,
  native: Native,
  documents: () => string,
): Pick<Ports, 'pickFiles' | 'pickFolder' | 'saveFile'> {
  const last = new Map<Kind, string>()

  async function open(kind: Kind, options: Electron.OpenDialogOptions): Promise<readonly string[]> {
    const folder = last.get(kind)
    const order = folder === undefined ? options : { ...options, defaultPath: folder }
    const over = window()
    const { canceled, filePaths } = over ? await native.showOpenDialog(over, order) : await native.showOpenDialog(order)
    const [first] = filePaths
    if (canceled || first === undefined) return []
    last.set(kind, options.properties?.includes('openDirectory') ? first : path.dirname(first))
    return filePaths
  }

  return {
    pickFiles: (kind) =>
      open(kind, {
        properties: kind === 'SCAN' ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: [
          {
            SCAN: { name: labels.scans, extensions: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff'] },
            ENROLMENT: { name: labels.enrolment, extensions: ['json', 'txt'] },
            MEDIUM: { name: labels.medium, extensions: ['mp4', 'mov', 'mkv', 'avi', 'wmv', 'webm', 'mp3', 'm4a', 'wav', 'jpg', 'jpeg', 'png', 'zip'] },
            CERTIFICATE: { name: labels.certificate, extensions: ['p12', 'pfx'] },
          }[kind],
        ],
      }),
    async pickFolder(kind) {
      const [folder] = await open(kind, { properties: ['openDirectory', 'createDirectory'] })
      return folder ?? null
    },
    async saveFile(name) {
      const order = { defaultPath: path.join(last.get('SAVE') ?? documents(), name) }
      const over = window()
      const { canceled, filePath } = over ? await native.showSaveDialog(over, order) : await native.showSaveDialog(order)
      if (canceled || filePath === '') return null
      last.set('SAVE', path.dirname(filePath))
      return filePath
    },
  }
}
