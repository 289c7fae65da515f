import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

const HAND_WRITTEN = /\.(ts|vue|mjs|js|sql)$/
const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1
const files = sourceFiles(HAND_WRITTEN).filter((file) => file !== 'db/schema.sql')
const HAN = /\p{Script=Han}/u
const MAY_SPEAK_CHINESE =
  /^(renderer\/locales|headoffice\/console\/locales|templates|tests|docs)\/|^core\/kernel\/(chinese-numerals|han-text|provinces)|^scripts\/demo/

describe('the size of files', () => {
  const sizes = files.map(linesOf).sort((a, b) => a - b)
  it('keeps the median at 60 lines or fewer', () => expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(60))
  it('keeps nine in ten at 150 lines or fewer', () => expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(150))
  it('has no file above 300 lines', () => expect(files.filter((file) => linesOf(file) > 300)).toEqual([]))
  it('has no Vue file above 200 lines', () => expect(files.filter((file) => file.endsWith('.vue') && linesOf(file) > 200)).toEqual([]))
})

describe('words to refuse by name', () => {
  const offenders = (pattern: RegExp, within: RegExp): string[] => files.filter((file) => within.test(file) && pattern.test(readFileSync(file, 'utf8')))
  it('keeps Chinese text in locales, templates, numerals and test data', () => {
    expect(files.filter((file) => !MAY_SPEAK_CHINESE.test(file) && HAN.test(withoutComments(readFileSync(file, 'utf8'))))).toEqual([])
  })
  it('lets no float near money', () => expect(offenders(/parseFloat\(|\.toFixed\(/, /^(core|db|electron)\//)).toEqual([]))
  it('has no enum', () => expect(offenders(/^\s*(export )?(const )?enum /m, /\.ts$/)).toEqual([]))
  it('has no skipped or lonely test', () => expect(offenders(/\b(it|test|describe)\.(skip|only|todo)\(/, /^tests\/(?!architecture)/)).toEqual([]))
  it('names no registry host and no machine path', () => {
    const host = new RegExp(['registry', 'npmjs', 'org'].join('\\.'))
    expect(offenders(host, /./)).toEqual([])
    expect(offenders(/["'`( ]\/work\//, /./)).toEqual([])
  })
  it('has no barrel', () => expect(files.filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual([]))
})

describe('the changelog', () => {
  const entries = readFileSync('CHANGELOG.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('- '))
  it('has no entry that is a mere word', () => expect(entries.filter((entry) => !/ .* .* /.test(entry))).toEqual([]))
  it('says nothing twice', () => expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([]))
})

function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*(\/\/|--).*$/gm, '')
    .replace(/\s\/\/ .*$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
}
