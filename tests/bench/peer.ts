import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** What one batch of equal jobs cost the process that did it. */
export interface Cost {
  /** User and system time of all its threads, for one job. */
  readonly cpuMs: number
  /** The fastest job, by the wall clock. */
  readonly wallMs: number
}

/** A process of its own: one side's garbage is not collected on the other side's time. */
export interface Peer {
  work(jobs: number): Promise<Cost>
  close(): void
}

/** Starts `file` of this folder, which must end in {@link serve}. @throws when it stops before it is ready */
export async function startPeer(file: string, ...args: string[]): Promise<Peer> {
  const child = fork(path.join(import.meta.dirname, file), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ${args.join(' ')} stopped with ${code}`)))
  gone.catch(() => undefined)
  const reply = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), gone]))[0]
  await reply()
  return {
    work: (jobs) => {
      child.send(jobs)
      return reply() as Promise<Cost>
    },
    close: () => child.disconnect(),
  }
}

/** The other end: says that it is ready, then does batches of `job` until its parent lets go. */
export function serve(job: () => Promise<unknown>): void {
  process.on('message', async (jobs: number) => {
    let wallMs = Number.POSITIVE_INFINITY
    const before = process.cpuUsage()
    for (let done = 0; done < jobs; done++) {
      const start = performance.now()
      await job()
      wallMs = Math.min(wallMs, performance.now() - start)
    }
    const { user, system } = process.cpuUsage(before)
    process.send?.({ cpuMs: (user + system) / 1000 / jobs, wallMs } satisfies Cost)
  })
  process.send?.('ready')
}
