import type { ReaderAnswer, ReaderTask } from './messages.ts'
import type { ReaderProcess, StartReader } from './reader-process.ts'

/** How a task ended: its last answer, or that the process gave no sign of life, or died, or was called off. */
export type Ending = Extract<ReaderAnswer, { answer: 'DONE' | 'REFUSED' }> | { readonly answer: 'STUCK' | 'CALLED_OFF' }

export interface LaneLimits {
  /** Milliseconds without an answer after which the process is ended. */
  readonly silenceMs: number
  /** Milliseconds without a task after which it is ended, to give its memory back. */
  readonly idleMs: number
}
export interface Lane {
  /** Runs a task after those before it. @param onAnswer OPENED and PAGE, as they come */
  run(task: ReaderTask, onAnswer: (answer: ReaderAnswer) => void, signal?: AbortSignal): Promise<Ending>
  close(): void
}

/** One reading process, started when first needed and anew after it died. */
export function makeLane(start: StartReader, { silenceMs, idleMs }: LaneLimits): Lane {
  let worker: ReaderProcess | null = null
  let heard: (answer: ReaderAnswer) => void = () => undefined
  let died: () => void = () => undefined
  let queue: Promise<unknown> = Promise.resolve()
  let rest: NodeJS.Timeout | undefined

  function running(): ReaderProcess {
    if (worker) return worker
    const started = start()
    worker = started
    started.onAnswer((answer) => worker === started && heard(answer))
    started.onExit(() => {
      if (worker !== started) return
      worker = null
      died()
    })
    return started
  }
  const end = (): void => {
    const ended = worker
    worker = null
    ended?.kill()
  }

  const one = (task: ReaderTask, onAnswer: (answer: ReaderAnswer) => void, signal?: AbortSignal): Promise<Ending> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve({ answer: 'CALLED_OFF' })
      clearTimeout(rest)
      let clock: NodeJS.Timeout
      const finish = (ending: Ending): void => {
        clearTimeout(clock)
        signal?.removeEventListener('abort', callOff)
        heard = () => undefined
        died = () => undefined
        if (ending.answer === 'STUCK' || ending.answer === 'CALLED_OFF') end()
        worker?.idle(true)
        rest = setTimeout(end, idleMs).unref()
        resolve(ending)
      }
      const callOff = (): void => finish({ answer: 'CALLED_OFF' })
      const wait = (): void => {
        clearTimeout(clock)
        clock = setTimeout(() => finish({ answer: 'STUCK' }), silenceMs)
      }
      heard = (answer) => {
        if (answer.answer === 'DONE' || answer.answer === 'REFUSED') return finish(answer)
        wait()
        onAnswer(answer)
      }
      died = () => finish({ answer: 'STUCK' })
      signal?.addEventListener('abort', callOff)
      const process = running()
      process.idle(false)
      wait()
      process.post(task)
    })

  return {
    run(task, onAnswer, signal) {
      const turn = queue.then(() => one(task, onAnswer, signal))
      queue = turn
      return turn
    },
    close() {
      clearTimeout(rest)
      end()
      died()
    },
  }
}
