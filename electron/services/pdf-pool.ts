import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { loadFonts, type PaperFonts } from './fonts.ts'
import { type PdfPrinter, type Printable, type PrintedPdf, type PrintMeta, undrawableBy } from './pdf-printer.ts'
import type { PrintJob, PrintReply } from './pdf-worker.ts'

/** The most threads a counter's PC gives to paper, whatever it has. */
const MOST_THREADS = 4
/** A thread makes way for a fresh one after so many papers: what engines keep for ever does not add up over months. */
const PAPERS_PER_THREAD = 250
/**
 * Megabytes of heap a thread may take; fonts are shared and stand outside. A thread lives in some 50: the engine sweeps the sooner the
 * lower the bound, and a paper outlives a small young generation, which then cost a third of all CPU on helper threads. From 2048 on it lets
 * garbage grow to four times what lives, and a thread takes a hundred megabytes more.
 */
const HEAP = { maxOldGenerationSizeMb: 1900, maxYoungGenerationSizeMb: 48 } as const

/** How long a thread may work on one paper: the longest takes seconds, on a busy machine too. A case waits for it. */
const ANSWER_MS = 60_000

interface Waiting {
  readonly job: PrintJob
  /** A thread that dies under a paper gets it once more; twice is the paper's fault. */
  retried: boolean
  readonly resolve: (result: Result<PrintedPdf>) => void
  readonly reject: (error: Error) => void
}
interface Thread {
  readonly worker: Worker
  current: Waiting | null
  /** Runs out when it is silent over its paper. */
  patience: ReturnType<typeof setTimeout> | undefined
  papers: number
}

/** How many threads a machine of so many processors gives to paper: one stays with the window. */
export const threadsFor = (processors: number): number => Math.max(1, Math.min(processors - 1, MOST_THREADS))

/** Beside this module: TypeScript from a checkout, JavaScript in the built app. */
const workerFile = (): URL => new URL(`./pdf-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

export interface PoolOptions {
  readonly threads?: number
  readonly papersPerThread?: number
  readonly answerMs?: number
}

/** Papers wait in a queue; threads take them, are replaced when worn, dead or silent, and start when there is work for them. */
class Pool {
  readonly #fonts: PaperFonts
  readonly #threads: Thread[] = []
  readonly #queue: Waiting[] = []
  readonly #options: Required<PoolOptions>
  #lastId = 0
  #closed = false

  constructor(fonts: PaperFonts, options: Required<PoolOptions>) {
    this.#fonts = fonts
    this.#options = options
  }

  warm(): void {
    if (!this.#closed && this.#threads.length === 0) this.#start()
  }

  print(paper: Printable, meta: PrintMeta): Promise<Result<PrintedPdf>> {
    if (this.#closed) return Promise.reject(new Error('the printer is closed'))
    this.#lastId += 1
    const job = { id: this.#lastId, paper, meta }
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, retried: false, resolve, reject })
      this.#give()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Error('the printer is closed'))
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()))
  }

  #start(): Thread {
    const { normal, bold, rare } = this.#fonts
    const worker = new Worker(workerFile(), { workerData: { normal, bold, rare }, resourceLimits: HEAP })
    const thread: Thread = { worker, current: null, patience: undefined, papers: 0 }
    this.#threads.push(thread)
    worker.unref()
    worker.on('message', (reply: PrintReply) => this.#take(thread, reply))
    worker.on('error', (error) => this.#lose(thread, error))
    worker.on('exit', () => this.#lose(thread, new Error('a printing thread ended')))
    return thread
  }

  #give(): void {
    while (this.#queue.length > 0) {
      const idle = this.#threads.find(({ current }) => current === null) ?? (this.#threads.length < this.#options.threads ? this.#start() : null)
      const next = idle && this.#queue.shift()
      if (!idle || !next) return
      idle.current = next
      idle.worker.ref()
      idle.patience = setTimeout(() => this.#giveUp(idle), this.#options.answerMs)
      try {
        idle.worker.postMessage(next.job)
      } catch (error) {
        // A definition with a function in it: our bug, and the thread is as good as new.
        clearTimeout(idle.patience)
        idle.current = null
        idle.worker.unref()
        next.reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }

  #take(thread: Thread, reply: PrintReply): void {
    const { current } = thread
    if (current?.job.id !== reply.id) return
    clearTimeout(thread.patience)
    thread.current = null
    thread.papers += 1
    thread.worker.unref()
    if ('bug' in reply) current.reject(new Error(reply.bug))
    else current.resolve(reply.result)
    if (thread.papers >= this.#options.papersPerThread) {
      this.#forget(thread)
      void thread.worker.terminate()
    }
    this.#give()
  }

  #forget(thread: Thread): void {
    const at = this.#threads.indexOf(thread)
    if (at >= 0) this.#threads.splice(at, 1)
  }

  /** A thread that hangs is ended; its paper goes to another, and is refused when that is silent too. */
  #giveUp(thread: Thread): void {
    const { current } = thread
    if (current?.retried) {
      thread.current = null
      current.resolve(refuse('PRINTER_SILENT'))
    }
    this.#lose(thread, new Error('a printing thread was silent'))
    void thread.worker.terminate()
  }

  #lose(thread: Thread, error: Error): void {
    this.#forget(thread)
    clearTimeout(thread.patience)
    const { current } = thread
    thread.current = null
    if (current?.retried || this.#closed) current?.reject(error)
    else if (current) {
      current.retried = true
      this.#queue.unshift(current)
    }
    this.#give()
  }
}

/**
 * The app's printer: papers are laid out, verified and hashed in threads that share the fonts; the window never waits for one.
 *
 * Refusals: PDF_FONT_MISSING. Of `print` besides: PRINTER_SILENT when two threads in turn said nothing over a paper.
 * @example const printer = expectOk(await createPdfPool(app.getAppPath()))
 */
export async function createPdfPool(appRoot: string, options: PoolOptions = {}): Promise<Result<PdfPrinter>> {
  const fonts = await loadFonts(appRoot)
  if (!fonts.ok) return fonts
  const pool = new Pool(fonts.value, { threads: threadsFor(availableParallelism()), papersPerThread: PAPERS_PER_THREAD, answerMs: ANSWER_MS, ...options })
  return ok({ print: (paper, meta) => pool.print(paper, meta), undrawable: undrawableBy(fonts.value), warm: () => pool.warm(), close: () => pool.close() })
}
