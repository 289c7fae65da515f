import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { APPLICATION_SECTIONS } from '../../../renderer/forms/application-form.ts'
import type { FieldSpec } from '../../../renderer/forms/field-spec.ts'
import { ADMINISTRATOR_FIELDS, BRANCH_FIELDS } from '../../../renderer/forms/set-up-form.ts'
import { ACTION_FORMS } from '../../../renderer/forms/step-forms.ts'
import { locales } from './flatten.ts'

const root = join(import.meta.dirname, '../../../renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(?:vue|ts)$/.test(name) && !name.startsWith('locales/'))
const sources = files.map((name) => [name, readFileSync(join(root, name), 'utf8')] as const)

/** Keys written out: t('a.b') and both sides of t(x ? 'a.b' : 'a.c'). */
const literals = sources.flatMap(([name, source]) =>
  [...source.matchAll(/\bt\(((?:[^()`]|\([^()]*\))*?)(?:\)|,\s*\{)/g)].flatMap(([, argument = '']) =>
    [...argument.matchAll(/'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key = '']) => [name, key] as const),
  ),
)
/** Keys built from a prefix: t(`a.b.${code}`). */
const prefixes = sources.flatMap(([name, source]) => [...source.matchAll(/\bt\(`([\w.-]+\.)\$\{/g)].map(([, prefix = '']) => [name, prefix] as const))

const labelOf = ({ label, path }: FieldSpec): string => label ?? path
const forms = [...APPLICATION_SECTIONS, ...Object.values(ACTION_FORMS).flat()]
const labels = [
  ...forms.map((section) => section.title),
  ...forms.flatMap((section) => section.fields.map((field) => `fields.${labelOf(field)}`)),
  ...[...BRANCH_FIELDS, ...ADMINISTRATOR_FIELDS].map((field) => `pages.setUp.${labelOf(field)}`),
]
const optionSets = forms.flatMap((section) => section.fields.flatMap(({ options }) => (typeof options === 'string' ? [`fields.options.${options}.`] : [])))

describe.each(Object.entries(locales))('the words of %s', (_locale, messages) => {
  it('hold every key a page writes out', () => {
    expect(literals.length).toBeGreaterThan(100)
    expect(literals.filter(([, key]) => !messages.has(key))).toEqual([])
  })
  it('hold something below every prefix a page builds a key from', () => {
    expect(prefixes.length).toBeGreaterThan(15)
    const keys = [...messages.keys()]
    expect(prefixes.filter(([, prefix]) => !keys.some((key) => key.startsWith(prefix)))).toEqual([])
  })
  it('name every field of a form, and every list it offers', () => {
    const keys = [...messages.keys()]
    expect(labels.filter((key) => !messages.has(key))).toEqual([])
    expect(optionSets.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([])
  })
})
