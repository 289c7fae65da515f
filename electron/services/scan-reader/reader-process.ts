import { fork } from 'node:child_process'
import path from 'node:path'
import type { ReaderAnswer, ReaderTask } from './messages.ts'

/** The reading process as the counter sees it. */
export interface ReaderProcess {
  post(task: ReaderTask): void
  onAnswer(listener: (answer: ReaderAnswer) => void): void
  onExit(listener: () => void): void
  /** Whether the counter may end while this process still runs idle. */
  idle(idle: boolean): void
  kill(): void
}
export type StartReader = () => ReaderProcess

/** Node's own way, for the demo, tests and command lines; Electron gives a utility process instead (`electron/main.ts`). */
export const forkReader: StartReader = () => {
  const child = fork(path.join(import.meta.dirname, 'entry.ts'), [], {
    serialization: 'advanced',
    execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    post: (task) => void child.send(task, () => undefined),
    onAnswer: (listener) => void child.on('message', (message) => listener(message as ReaderAnswer)),
    onExit: (listener) => void child.once('exit', listener),
    idle(idle) {
      if (idle) {
        child.unref()
        child.channel?.unref()
      } else {
        child.ref()
        child.channel?.ref()
      }
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
