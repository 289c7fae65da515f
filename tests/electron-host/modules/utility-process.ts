import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import path from 'node:path'
import { onlyOptions, strict } from '../strict.ts'

function forkUtility(file: string, args: string[] = [], options: Electron.ForkOptions = {}) {
  onlyOptions('ForkOptions', options)
  const execArgv = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--import', path.join(import.meta.dirname, '../utility.ts')]
  const child = fork(file, args, { serialization: 'advanced', env: { ...process.env, ...options.env }, execArgv, ...(options.cwd ? { cwd: options.cwd } : {}) })
  const utility = Object.assign(new EventEmitter(), {
    pid: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    kill: () => child.kill(),
    postMessage: (message: unknown, transfer: readonly unknown[] = []) => {
      if (transfer.length > 0) throw new Error('electron-host: transferring ports is not in the subset')
      child.send(message as Parameters<typeof child.send>[0])
    },
  })
  child.on('spawn', () => utility.emit('spawn'))
  child.on('message', (message) => utility.emit('message', message))
  child.on('exit', (code) => utility.emit('exit', code ?? 1))
  return strict('UtilityProcess', utility)
}

export const utilityProcess = strict('UtilityProcessModule', { fork: forkUtility })
