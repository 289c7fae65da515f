import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const inFolder = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => join(folder, name))
const pages = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'SECURITY.md', ...inFolder('docs'), ...inFolder('docs/adr')].filter((name) =>
  name.endsWith('.md'),
)
const ROOMS = 'core|db|docs|electron|headoffice|protocol|renderer|scripts|templates|tests'

it.each(pages)('%s names only files that exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8')
  const named = [...text.matchAll(new RegExp(`[\`(]((?:${ROOMS})/[\\w./-]+\\.\\w+)[\`)]`, 'g'))].map(([, file]) => file ?? '')
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

it.each(pages)('%s names no place outside the repository', (page) => {
  expect(readFileSync(join(root, page), 'utf8')).not.toMatch(/(?:^|[\s`(])\/(?:work|home|tmp|root)\//m)
})
