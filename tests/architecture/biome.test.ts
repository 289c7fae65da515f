import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
const house = mkdtempSync(path.join(tmpdir(), 'house-'))
copyFileSync('biome.json', path.join(house, 'biome.json'))
afterAll(() => rmSync(house, { recursive: true, force: true }))

/** What Biome, under our own configuration, says of a file planted in an empty house. It fires inside .vue too. */
function lint(file: string, source: string): string {
  const planted = path.join(house, file)
  mkdirSync(path.dirname(planted), { recursive: true })
  writeFileSync(planted, source)
  const run = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', file], { cwd: house, encoding: 'utf8' })
  return `${run.stdout}${run.stderr}`
}

describe('Biome guards the rooms in the editor too', () => {
  it.each([
    ['core/intake/probe.ts', "import { readFileSync } from 'node:fs'\nexport const probe = readFileSync\n", 'noRestrictedImports'],
    ['core/intake/probe.ts', 'export const probe = process.pid\n', 'noRestrictedGlobals'],
    [
      'renderer/pages/Probe.vue',
      '<script setup lang="ts">\nimport { open } from \'../../db/sql.ts\'\nopen()\n</script>\n<template><p>x</p></template>\n',
      'noRestrictedImports',
    ],
    [
      'renderer/pages/Probe.vue',
      '<script setup lang="ts">\nconst here = location.href\n</script>\n<template><p>{{ here }}</p></template>\n',
      'noRestrictedGlobals',
    ],
    ['electron/usecases/intake/probe.ts', "import { app } from 'electron'\nexport const probe = app\n", 'noRestrictedImports'],
    ['protocol/probe.ts', "import { open } from '../db/sql.ts'\nexport const probe = open\n", 'noRestrictedImports'],
    ['templates/slips/probe.ts', "import { readFileSync } from 'node:fs'\nexport const probe = readFileSync\n", 'noRestrictedImports'],
  ])('refuses in %s: %j', (file, source, rule) => {
    expect(lint(file, source)).toContain(rule)
  })

  it('lets a lawful core file pass', () => {
    expect(lint('core/intake/probe.ts', 'export const probe = 1\n')).not.toContain('noRestricted')
  })
})
