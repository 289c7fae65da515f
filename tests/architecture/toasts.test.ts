import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

/** What shows a message that goes away by itself, in Element Plus's words. */
const FLEETING = /\bEl(Message|MessageBox|Notification)\b|\$(message|msgbox|notify|alert|confirm|prompt)\b|\bwindow\.(alert|confirm|prompt)\(/
const offenders = (texts: readonly (readonly [name: string, text: string])[]): string[] => texts.filter(([, text]) => FLEETING.test(text)).map(([name]) => name)
const windowFiles = sourceFiles(/\.(ts|vue)$/).filter((file) => file.startsWith('renderer/') || file.startsWith('headoffice/console/'))

it('shows an error where it stays until it is closed: the window has no fleeting message but the receipt of what succeeded (R6)', () => {
  expect(windowFiles.length).toBeGreaterThan(100)
  expect(offenders(windowFiles.map((file) => [file, readFileSync(file, 'utf8')]))).toEqual([])
})

it('sees a toast that is planted', () => {
  expect(offenders([['planted.vue', "import { ElMessage } from 'element-plus'\nElMessage.error(text)"]])).toEqual(['planted.vue'])
})

it('gives the receipt no word of an error', () => {
  const said = windowFiles.flatMap((file) => readFileSync(file, 'utf8').match(/receipt\.say\(.*\)/g) ?? [])
  expect(said.length).toBeGreaterThan(0)
  expect(said.filter((line) => /errors?\.|refusal|failed/i.test(line))).toEqual([])
})
