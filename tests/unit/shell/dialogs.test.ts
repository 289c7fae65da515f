import path from 'node:path'
import { expect, it } from 'vitest'
import { dialogPorts } from '../../../electron/dialogs.ts'
import { readMenuLabels } from '../../../electron/menu-labels.ts'

const labels = readMenuLabels(path.join(import.meta.dirname, '../../..'), 'zh-CN')
const at = (...names: string[]): string => path.join(path.sep, ...names)

/** Dialogs that answer as told, and keep where each was opened. */
function desktop() {
  const opened: (string | undefined)[] = []
  const answers: string[][] = []
  const answer = async (options: unknown) => {
    opened.push((options as { defaultPath?: string }).defaultPath)
    const filePaths = answers.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths, filePath: filePaths[0] ?? '' }
  }
  const ports = dialogPorts(
    () => null,
    labels,
    { showOpenDialog: answer as Electron.Dialog['showOpenDialog'], showSaveDialog: answer as Electron.Dialog['showSaveDialog'] },
    () => at('documents'),
  )
  return { opened, answers, ports }
}

it('opens each kind of dialog where that kind was last used', async () => {
  const { opened, answers, ports } = desktop()
  answers.push([at('scans', 'a.pdf'), at('scans', 'b.pdf')], [at('mail', 'enrolment.json')], [at('stick')], [at('share')])
  expect(await ports.pickFiles('SCAN')).toEqual([at('scans', 'a.pdf'), at('scans', 'b.pdf')])
  expect(await ports.pickFiles('ENROLMENT')).toEqual([at('mail', 'enrolment.json')])
  expect(await ports.pickFolder('STICK')).toBe(at('stick'))
  expect(await ports.pickFolder('SCANNER')).toBe(at('share'))
  for (const kind of ['SCAN', 'ENROLMENT', 'CERTIFICATE', 'MEDIUM'] as const) expect(await ports.pickFiles(kind)).toEqual([])
  for (const kind of ['STICK', 'SCANNER'] as const) expect(await ports.pickFolder(kind)).toBeNull()
  expect(opened).toEqual([undefined, undefined, undefined, undefined, at('scans'), at('mail'), undefined, undefined, at('stick'), at('share')])
})

it('keeps the folder when somebody changes his mind', async () => {
  const { opened, answers, ports } = desktop()
  answers.push([at('scans', 'a.pdf')], [], [])
  for (let time = 0; time < 3; time++) await ports.pickFiles('SCAN')
  expect(opened).toEqual([undefined, at('scans'), at('scans')])
})

it('saves among the documents first, and then where it last saved', async () => {
  const { opened, answers, ports } = desktop()
  answers.push([], [at('stick', 'cases.csv')])
  expect(await ports.saveFile('list.csv')).toBeNull()
  expect(await ports.saveFile('list.csv')).toBe(at('stick', 'cases.csv'))
  await ports.saveFile('contract.pdf')
  expect(opened).toEqual([at('documents', 'list.csv'), at('documents', 'list.csv'), at('stick', 'contract.pdf')])
})
