import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales } from '../locales/flatten.ts'

const folder = join(import.meta.dirname, '../../../docs/guide')
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
const words = [...locales['zh-CN'].values()]

it.each(pages)('%s quotes words that are on the screen', (page) => {
  const quoted = [...readFileSync(join(folder, page), 'utf8').matchAll(/「([^」]+)」/gu)].map(([, word]) => word ?? '')
  expect(quoted.length).toBeGreaterThan(3)
  expect(quoted.filter((word) => !words.some((text) => text.includes(word)))).toEqual([])
})

it.each(pages)('%s shows pictures and names pages that exist', (page) => {
  const named = [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\(([^)#:]+)\)/gu)].map(([, file]) => file ?? '')
  expect(named.filter((file) => !existsSync(join(folder, file)))).toEqual([])
})
