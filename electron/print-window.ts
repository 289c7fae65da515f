import type { BrowserWindow } from 'electron'
import type { Duplex } from '../core/contract/paper-print.ts'
import type { Ports } from './handlers/ports.ts'

const DUPLEX: Readonly<Record<Duplex, 'simplex' | 'longEdge' | 'shortEdge'>> = { SIMPLEX: 'simplex', LONG_EDGE: 'longEdge', SHORT_EDGE: 'shortEdge' }

/** What is asked of a window. */
type Printing = { readonly webContents: Pick<BrowserWindow['webContents'], 'print' | 'getPrintersAsync'> }

/**
 * The system's print window over the counter's. It is told copies, sides and printer, and always A4 as it stands; the person may change
 * any of it there. A printer that is gone is left out: the system offers its default.
 * @example const { print } = printPorts(() => window)
 */
export function printPorts(window: () => Printing | null): Pick<Ports, 'print' | 'printers'> {
  const printers: Ports['printers'] = async () =>
    (await window()?.webContents.getPrintersAsync())?.map(({ name, displayName }) => ({ name, shown: displayName })) ?? []
  return {
    printers,
    async print({ copies, device, duplex }) {
      const over = window()
      if (!over) return 'FAILED'
      const known = device !== '' && (await printers()).some(({ name }) => name === device)
      const order: Electron.WebContentsPrintOptions = {
        silent: false,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: 'A4',
        copies,
        collate: true,
        duplexMode: DUPLEX[duplex],
        ...(known ? { deviceName: device } : {}),
      }
      return new Promise((resolve) => over.webContents.print(order, (sent, why) => resolve(sent ? 'SENT' : /cancel/i.test(why) ? 'CANCELLED' : 'FAILED')))
    },
  }
}
