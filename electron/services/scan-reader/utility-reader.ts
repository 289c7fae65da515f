import type { ReaderAnswer } from './messages.ts'
import type { StartReader } from './reader-process.ts'

/** What Electron's `utilityProcess.fork` gives, as far as it is used here. */
export interface Utility {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): unknown
}

/** Electron's way: a utility process ends with the counter by itself. @example utilityReader(() => utilityProcess.fork(file)) */
export const utilityReader =
  (fork: () => Utility): StartReader =>
  () => {
    const child = fork()
    return {
      post: (task) => child.postMessage(task),
      onAnswer: (listener) => void child.on('message', (message) => listener(message as ReaderAnswer)),
      onExit: (listener) => void child.on('exit', () => listener()),
      idle: () => undefined,
      kill: () => void child.kill(),
    }
  }
