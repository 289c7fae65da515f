import { type SealPart, sealPart } from '../../../protocol/seal-part.ts'

/** What the sealing process is asked, and what it says; one part at a time each way, told apart by `n`. */
export interface SealTask {
  readonly n: number
  readonly plain: Uint8Array
  readonly compressed: boolean
  readonly recipients: readonly string[]
}
export type SealAnswer = { readonly n: number; readonly cipher: Uint8Array } | { readonly n: number; readonly failed: string }

/** The sealing process as the counter sees it. */
export interface SealProcess {
  post(task: SealTask): void
  onAnswer(listener: (answer: SealAnswer) => void): void
  onExit(listener: () => void): void
  kill(): void
}
export type StartSealer = () => SealProcess

/** Compresses and encrypts the parts of a batch in a process of its own: the window never waits for a cipher. */
export interface PartSealer {
  readonly seal: SealPart
  /** Gives the memory back: after a batch, or when one is called off. */
  close(): void
}

/** In this process: command lines and the demo have no window to keep free. */
export const sealHere: PartSealer = { seal: sealPart, close: () => undefined }

class SealerGone extends Error {}

/** @example const sealer = makePartSealer(utilitySealer(fork)); await sealer.seal(tar, true, recipients); sealer.close() */
export function makePartSealer(start: StartSealer): PartSealer {
  let running: SealProcess | null = null
  let count = 0
  const asked = new Map<number, { done: (cipher: Uint8Array) => void; failed: (error: Error) => void }>()
  const give = (error: Error): void => {
    for (const { failed } of asked.values()) failed(error)
    asked.clear()
  }

  function begun(): SealProcess {
    if (running) return running
    const started = start()
    running = started
    started.onAnswer((answer) => {
      const waiting = asked.get(answer.n)
      asked.delete(answer.n)
      if ('cipher' in answer) waiting?.done(answer.cipher)
      else waiting?.failed(new Error(answer.failed))
    })
    started.onExit(() => {
      if (running !== started) return
      running = null
      give(new SealerGone('the sealing process ended'))
    })
    return started
  }
  const ask = (plain: Uint8Array, compressed: boolean, recipients: readonly string[]): Promise<Uint8Array> =>
    new Promise((done, failed) => {
      const n = ++count
      asked.set(n, { done, failed })
      begun().post({ n, plain, compressed, recipients })
    })

  return {
    // A part is a function of its bytes alone: where the process was ended from outside, the counter seals it itself.
    seal: (plain, compressed, recipients) =>
      ask(plain, compressed, recipients).catch((error: unknown) => {
        if (error instanceof SealerGone) return sealPart(plain, compressed, recipients)
        throw error
      }),
    close() {
      const ended = running
      running = null
      ended?.kill()
      give(new Error('sealing was called off'))
    },
  }
}
