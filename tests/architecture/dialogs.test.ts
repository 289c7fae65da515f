import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

const read = (file: string): readonly [string, string] => [file, readFileSync(file, 'utf8')]
/** How a dialog is known to the tests, by itself or by the frame it is put in; its own when it has none in the template is that of what it holds. */
const idsOf = (text: string): string[] => [
  ...[...text.matchAll(/data-testid="`?([a-z-]+)/g)].map(([, id]) => id ?? ''),
  ...[...text.matchAll(/<AskDialog [^>]*?\bname="([a-z-]+)"/g)].map(([, name]) => `${name}-form`),
]
/** The frame of the dialogs that ask, a dialog only in one of them. */
const FRAME = 'renderer/components/AskDialog.vue'

/** The marks of the boxes that a test holds to what a dialog owes (A4), named on the spot or by a constant of the same file. */
function heldIn(text: string): string[] {
  const named = new Map(
    [...text.matchAll(/const (\w+) = (?:\(\) => )?page\.(?:getByTestId\('([\w-]+)'\)|locator\('\[data-testid\^?="([\w-]+)"\]'\))/g)].map(
      ([, name, id, start]) => [name, id ?? start],
    ),
  )
  const calls = [...text.matchAll(/(?:heldDialog\([^\n]*|openDialog\([^\n]*|box: [^\n]*)/g)].map(([call]) => call)
  return calls.flatMap((call) => [
    ...[...call.matchAll(/'([a-z-]+)'/g)].map(([, id]) => id ?? ''),
    ...[...call.matchAll(/\b(\w+)\b/g)].flatMap(([, name]) => named.get(name) ?? []),
  ])
}

it('every dialog of the window is held by a test to role, name, focus, Escape and the way back (A4)', () => {
  const dialogs = sourceFiles(/^renderer\/.*\.vue$/)
    .map(read)
    .filter(([file, text]) => /<(?:el-(?:dialog|drawer)|AskDialog)\b/.test(text) && file !== FRAME)
  expect(dialogs.length).toBeGreaterThan(20)
  const held = new Set(
    sourceFiles(/^tests\/e2e\/.*\.ts$/)
      .map(read)
      .flatMap(([, text]) => heldIn(text)),
  )
  const known = (id: string): boolean => held.has(id) || (id.endsWith('-') && [...held].some((one) => one.startsWith(id)))
  const forgotten = dialogs.filter(([, text]) => !idsOf(text).some(known)).map(([file]) => file)
  expect(forgotten).toEqual([])
})

it('sees a dialog that no test opens', () => {
  expect(heldIn("await heldDialog(page, page.getByTestId('help'), look, null)")).toContain('help')
  expect(idsOf('<AskDialog ref="dialog" name="withdraw" :width="520">')).toEqual(['withdraw-form'])
  expect(heldIn("const box = page.getByTestId('paste-split')\nawait heldDialog(page, box, look, null)")).toContain('paste-split')
  expect(heldIn("await expect(page.getByTestId('help')).toBeVisible()")).toEqual([])
})
