import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { layoutHash } from '../../../scripts/layout-hash.ts'
import { LAYOUT, layoutMark } from '../../../templates/layout/layout-version.ts'

const root = path.join(import.meta.dirname, '../../..')
const copy = mkdtempSync(path.join(tmpdir(), 'layouts-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('the layouts of the papers', () => {
  it('bear the version that was given to them: after a change of theirs, scripts/layout-version.ts gives the next', () => {
    expect(layoutHash(root)).toBe(LAYOUT.sha256)
    expect(layoutMark()).toBe(`LAYOUT@${LAYOUT.version} ${LAYOUT.sha256}`)
  })

  it('have another hash after any change of any of them, whatever the line ends', () => {
    for (const folder of ['contracts', 'layout', 'slips'])
      cpSync(path.join(root, 'templates', folder), path.join(copy, 'templates', folder), { recursive: true })
    for (const file of ['contracts/loan-contract.v3.ts', 'layout/words.ts', 'slips/form.v1.ts']) {
      const place = path.join(copy, 'templates', file)
      const text = readFileSync(place, 'utf8')
      writeFileSync(place, text.replace(/\S(?=\s*$)/, '$& '))
      expect(layoutHash(copy), file).not.toBe(LAYOUT.sha256)
      writeFileSync(place, text.replaceAll('\n', '\r\n'))
      expect(layoutHash(copy), file).toBe(LAYOUT.sha256)
    }
  })
})
