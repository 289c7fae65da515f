import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { liveFolder } from '../../../electron/open-counter.ts'
import { APP_ROOT, backUpNow, newFolder, passwordOf, setUpWorking } from './working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let backup: string
beforeAll(async () => {
  root = await newFolder()
  const branch = await setUpWorking(path.join(root.folder, 'data'))
  backup = await backUpNow(branch)
  await branch.host.close()
})
afterAll(() => root.remove())

function restore(args: readonly string[], input: string): Promise<{ code: number | null; out: string; err: string }> {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, path.join(APP_ROOT, 'scripts/restore.ts'), ...args])
  const said = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (said.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (said.err += part.toString()))
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}
const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
const target = (): string => path.join(root.folder, 'new')

it('proves a backup without making anything', async () => {
  const done = await restore(['--backup', backup, '--data', target(), '--prove'], `B0401\n${passwordOf('B0401')}\n`)
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toMatch(/^the backup is whole: branch 110199, .*0 cases/)
  expect(await exists(liveFolder(target()))).toBe(false)
})

it('refuses a wrong password with words, its code and exit code 1', async () => {
  const done = await restore(['--backup', backup, '--data', target()], 'B0401\nWrong-Horse-12\n')
  expect(done).toMatchObject({ code: 1, out: '' })
  expect(done.err).toMatch(/password is wrong.*\(PASSWORD_WRONG\)/)
  expect(await exists(liveFolder(target()))).toBe(false)
})

it('restores, and says what comes next', async () => {
  const done = await restore(['--backup', backup, '--data', target()], `B0401\n${passwordOf('B0401')}\n`)
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toMatch(/^restored: branch 110199/)
  expect(done.out).toContain('enrolled anew')
})

it('shows how it is used when it is told too little', async () => {
  expect(await restore(['--backup', backup], '')).toMatchObject({ code: 2 })
  expect(await restore(['--backup', backup, '--data', target()], '')).toMatchObject({ code: 2 })
})
