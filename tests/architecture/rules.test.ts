import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES, violations } from './rules.ts'
import { sourceFiles } from './source-files.ts'

/** One planted violation for each rule: file, import, and the rule that must catch it. */
const PROBES: readonly [file: string, specifier: string, why: string][] = [
  ['core/intake/probe.ts', '../../db/sql.ts', 'core imports core only'],
  ['core/intake/probe.ts', 'node:fs', 'core uses no package but zod'],
  ['core/kernel/probe.ts', '../bridge/bridge.ts', 'kernel <- product <- steps <- loan-case <- people <- batch <- bridge'],
  ['core/intake/probe.ts', '../scoring/score.ts', 'sibling steps do not import each other'],
  ['templates/slips/probe.ts', '../../db/sql.ts', 'templates import core and templates'],
  ['templates/slips/probe.ts', 'pdfmake', 'templates lay out: types of pdfmake and the QR matrix only'],
  ['db/probe.ts', '../electron/main.ts', 'db imports core and db'],
  ['db/probe.ts', 'zod', 'db uses node: and sqlite3 only'],
  ['electron/services/probe.ts', 'sqlite3', 'only db imports sqlite3'],
  ['electron/probe.ts', '../renderer/bridge.ts', 'electron does not reach into renderer or headoffice'],
  ['electron/usecases/intake/probe.ts', 'electron', 'use cases and services never import electron'],
  ['headoffice/probe.ts', 'pdfmake', 'only the printer imports pdfmake'],
  ['electron/usecases/intake/probe.ts', 'pdfjs-dist/legacy/build/pdf.mjs', 'use cases reach engines through services'],
  ['protocol/probe.ts', '../db/sql.ts', 'protocol imports core and protocol'],
  ['protocol/probe.ts', 'sqlite3', 'protocol uses node: and the small crypto libraries'],
  ['headoffice/probe.ts', '../electron/main.ts', 'headoffice imports core, protocol, headoffice'],
  ['headoffice/probe.ts', './console/api.ts', 'the service does not reach into its page'],
  ['headoffice/console/Probe.vue', '../store/database.ts', "the console's page imports core, itself, and the counter's tokens and words"],
  ['headoffice/console/Probe.vue', 'node:fs', 'a web page has no node:'],
  ['renderer/pages/Probe.vue', '../../db/sql.ts', 'renderer imports core and renderer'],
  ['renderer/pages/Probe.vue', 'node:fs', 'renderer has no node: and no electron'],
]

describe('the rooms of the house', () => {
  it.each(PROBES)('catches %s importing %s', (file, specifier, why) => {
    expect(violations(file, `import x from '${specifier}'\n`).some((line) => line.endsWith(why))).toBe(true)
  })

  it('has a probe for each rule', () => {
    expect(RULES.map((rule) => rule.why).filter((why) => !PROBES.some((probe) => probe[2] === why))).toEqual([])
  })

  it('keeps every import where it belongs', () => {
    expect(sourceFiles(/\.(ts|vue|mjs|js)$/).flatMap((file) => violations(file, readFileSync(file, 'utf8')))).toEqual([])
  })
})
