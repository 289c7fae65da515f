import type { Utility } from '../scan-reader/utility-reader.ts'
import type { SealAnswer, StartSealer } from './part-sealer.ts'

/** Electron's way: a utility process ends with the counter by itself. @example utilitySealer(() => utilityProcess.fork(file)) */
export const utilitySealer =
  (fork: () => Utility): StartSealer =>
  () => {
    const child = fork()
    return {
      post: (task) => child.postMessage(task),
      onAnswer: (listener) => void child.on('message', (message) => listener(message as SealAnswer)),
      onExit: (listener) => void child.on('exit', () => listener()),
      kill: () => void child.kill(),
    }
  }
