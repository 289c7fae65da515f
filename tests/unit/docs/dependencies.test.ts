import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const manifest: Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'scripts', Record<string, string>> = JSON.parse(read('package.json'))

/** `name version` of each package that stands in the first column of a table. */
function listed(page: string): string[] {
  const rows = read(page)
    .split('\n')
    .filter((line) => /^\| (?!Package\b)[@\w]/.test(line))
  return rows.flatMap((row) => (row.split(' | ')[0] ?? '').replace(/^\| /, '').split(', '))
}

it('every package the counter stands on is listed with its version, and no other', () => {
  const needed = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
  expect(listed('docs/dependencies.md').sort()).toEqual(
    Object.entries(needed)
      .map(([name, version]) => `${name} ${version}`)
      .sort(),
  )
})

it.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/runbook.md', 'docs/case-file.md', 'docs/batch-format.md'])(
  '%s names only commands that a branch can run',
  (page) => {
    const named = [...read(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script]) => script ?? '')
    expect(named.filter((script) => !(script in manifest.scripts))).toEqual([])
  },
)

it('both languages of the first page name the same commands', () => {
  const commands = (page: string): string[] => [...read(page).matchAll(/^\| `(npm [^`]+)`/gm)].map(([, command]) => command ?? '')
  expect(commands('README.zh-CN.md')).toEqual(commands('README.md'))
})
