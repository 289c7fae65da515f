import { expect, it } from 'vitest'
import { printPorts } from '../../../electron/print-window.ts'

/** A window whose print answers as told, and keeps what it was asked. */
function desktop(answer: readonly [boolean, string], printers: readonly string[] = []) {
  const asked: Electron.WebContentsPrintOptions[] = []
  const webContents = {
    print: (options: Electron.WebContentsPrintOptions = {}, told: (sent: boolean, why: string) => void = () => {}) => {
      asked.push(options)
      told(...answer)
    },
    getPrintersAsync: async () => printers.map((name) => ({ name, displayName: `${name} on the desk`, description: '', options: {} })),
  }
  return { asked, ports: printPorts(() => ({ webContents })) }
}

it('hands copies, sides and printer to the system’s print window, and always A4 as it stands', async () => {
  const { asked, ports } = desktop([true, ''], ['laser'])
  expect(await ports.print({ copies: 3, device: 'laser', duplex: 'LONG_EDGE' })).toBe('SENT')
  expect(asked).toEqual([
    {
      silent: false,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: 'A4',
      copies: 3,
      collate: true,
      duplexMode: 'longEdge',
      deviceName: 'laser',
    },
  ])
  expect(await ports.printers()).toEqual([{ name: 'laser', shown: 'laser on the desk' }])
})

it('leaves out a printer that is gone, so that the system offers its default', async () => {
  const { asked, ports } = desktop([true, ''], ['laser'])
  await ports.print({ copies: 1, device: 'dot matrix', duplex: 'SIMPLEX' })
  await ports.print({ copies: 1, device: '', duplex: 'SIMPLEX' })
  for (const options of asked) expect(options).not.toHaveProperty('deviceName')
})

it('tells a print called off from one that failed, and prints nothing without a window', async () => {
  expect(await desktop([false, 'Print job canceled']).ports.print({ copies: 1, device: '', duplex: 'SIMPLEX' })).toBe('CANCELLED')
  expect(await desktop([false, 'Print job failed']).ports.print({ copies: 1, device: '', duplex: 'SIMPLEX' })).toBe('FAILED')
  const none = printPorts(() => null)
  expect(await none.print({ copies: 1, device: '', duplex: 'SIMPLEX' })).toBe('FAILED')
  expect(await none.printers()).toEqual([])
})
