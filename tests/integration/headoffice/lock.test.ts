import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { takeLock } from '../../../headoffice/store/lock-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

const lockIn = (folder: string): string => path.join(folder, 'lock')
/** The mark a lock of this process carries, as [pid, boot, began, host]. */
async function ownMark(): Promise<string[]> {
  const file = lockIn(newFolder())
  const release = expectOk(await takeLock(file))
  const mark = readFileSync(file, 'utf8').trim().split(' ')
  await release()
  return mark
}
async function takenOver(mark: readonly string[]): Promise<boolean> {
  const file = lockIn(newFolder())
  writeFileSync(file, `${mark.join(' ')}\n`)
  return (await takeLock(file)).ok
}

describe('the lock of a head office', () => {
  it('is held by one at a time, in this process too, and is free when it is given back', async () => {
    const file = lockIn(newFolder())
    const release = expectOk(await takeLock(file))
    expect(await takeLock(file)).toMatchObject({ ok: false, error: { code: 'HEAD_OFFICE_BUSY', details: { pid: String(process.pid), host: hostname() } } })
    await release()
    expect((await takeLock(file)).ok).toBe(true)
  })

  it('that an earlier process of the same number left is taken over, as in a container that starts again; that of another container is not', async () => {
    const [pid = '', boot = '', began = '', host = ''] = await ownMark()
    expect([pid, host]).toEqual([String(process.pid), hostname()])
    expect(await takenOver([pid, boot])).toBe(true)
    expect(await takenOver([pid, boot, `${Number(began) - 1}`, host])).toBe(true)
    expect(await takenOver([pid, boot, began, 'another-container'])).toBe(false)
    expect(await takenOver(['4194399', 'another-boot', '1', host])).toBe(true)
    expect(await takenOver(['what', 'is', 'this'])).toBe(true)
  })

  it('of a service on another machine is never taken over by itself, only on purpose; the refusal names the machine', async () => {
    const [pid = '', boot = '', began = '', host = ''] = await ownMark()
    const file = lockIn(newFolder())
    writeFileSync(file, `4711 another-boot 1 machine-b\n`)
    expect(await takeLock(file)).toEqual({ ok: false, error: { code: 'HEAD_OFFICE_BUSY', details: { pid: '4711', host: 'machine-b' } } })
    const release = expectOk(await takeLock(file, { takeOver: true }))
    expect(readFileSync(file, 'utf8').split(' ')[0]).toBe(pid)
    await release()
    // What works on this machine is not taken over on purpose either: it can be stopped.
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000); console.log("up")'], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      await once(other.stdout, 'data')
      writeFileSync(file, `${other.pid} ${boot}\n`)
      expect(await takeLock(file, { takeOver: true })).toMatchObject({ ok: false, error: { details: { pid: String(other.pid), host } } })
    } finally {
      other.kill('SIGKILL')
      await once(other, 'exit')
    }
    expect(began).not.toBe('')
  })

  it('of a process whose number was given again is taken over, of one at work it is not', async () => {
    const [, boot = '', , host = ''] = await ownMark()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000); console.log("up")'], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      await once(other.stdout, 'data')
      const pid = String(other.pid)
      expect(await takenOver([pid, boot])).toBe(false)
      if (process.platform === 'linux') {
        const began = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')[19] ?? ''
        expect(await takenOver([pid, boot, began, host])).toBe(false)
        expect(await takenOver([pid, boot, '1', host])).toBe(true)
      }
    } finally {
      other.kill('SIGKILL')
      await once(other, 'exit')
    }
    expect(await takenOver([String(other.pid), boot])).toBe(true)
  })

  it('that is stale goes to one of ten who ask at once', async () => {
    const [, boot = '', , host = ''] = await ownMark()
    const folder = newFolder()
    writeFileSync(lockIn(folder), `4194399 ${boot} 1 ${host}\n`)
    const asked = await Promise.all(Array.from({ length: 10 }, () => takeLock(lockIn(folder))))
    expect(asked.filter((one) => one.ok)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['lock'])
  })

  it('that is stale goes to one of five processes that start at once, whatever another left half done', async () => {
    const [, boot = '', , host = ''] = await ownMark()
    const starters = Array.from({ length: 5 }, () => fork(path.join(import.meta.dirname, 'lock-child.ts')))
    try {
      await Promise.all(starters.map((starter) => once(starter, 'message')))
      for (let round = 0; round < 60; round++) {
        const file = lockIn(newFolder())
        const stale = `4194399 ${boot} 1 ${host}`
        writeFileSync(file, `${stale}\n`)
        // Somebody crashed while taking it over.
        if (round % 3 === 0) writeFileSync(`${file}.${sha256Hex(stale).slice(0, 16)}.1`, `4194398 ${boot} 1 ${host}\n`)
        const answers = starters.map(async (starter) => (await once(starter, 'message'))[0])
        for (const starter of starters) starter.send(file)
        const said = await Promise.all(answers)
        expect([...said].sort(), `round ${round}`).toEqual(['busy', 'busy', 'busy', 'busy', 'held'])
        expect(readFileSync(file, 'utf8').split(' ')[0], `round ${round}`).toBe(String(starters[said.indexOf('held')]?.pid))
        expect(readdirSync(path.dirname(file))).toEqual(['lock'])
      }
    } finally {
      for (const starter of starters) starter.kill('SIGKILL')
    }
  })
})
