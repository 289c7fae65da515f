import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { audit as en } from '../../../renderer/locales/en/audit.ts'
import { audit as zhCN } from '../../../renderer/locales/zh-CN/audit.ts'
import { audit as zhTW } from '../../../renderer/locales/zh-TW/audit.ts'
import { sourceFiles } from '../../architecture/source-files.ts'

const root = path.join(import.meta.dirname, '../../..')

it('whatever the audit log notes by name has words in every language', () => {
  const actions = new Set(
    sourceFiles(/^(electron|db)\/.*\.ts$/).flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/action: '([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, name = '']) => name),
    ),
  )
  const without = (words: Readonly<Record<string, Readonly<Record<string, string>>>>): string[] =>
    [...actions].filter((name) => words[name.split('.')[0] ?? '']?.[name.split('.')[1] ?? ''] === undefined)
  expect(actions.size).toBeGreaterThan(50)
  expect([without(zhCN), without(zhTW), without(en)]).toEqual([[], [], []])
})
