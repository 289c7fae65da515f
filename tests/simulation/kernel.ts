/** Deterministic chance: sfc32. The same seed gives the same world. */
export class Rng {
  private a: number
  private b = 0x9e3779b9 | 0
  private c = 0x243f6a88 | 0
  private d = 1
  constructor(seed: number) {
    this.a = seed | 0
    for (let n = 0; n < 15; n++) this.u32()
  }
  u32(): number {
    const t = (this.a + this.b + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
    return t >>> 0
  }
  float(): number {
    return this.u32() / 4294967296
  }
  int(below: number): number {
    return Math.floor(this.float() * below)
  }
  chance(p: number): boolean {
    return this.float() < p
  }
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.int(items.length)]
  }
}

const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Event {
  readonly at: number
  readonly n: number
  readonly fn: () => void
}

/** Virtual time: nothing moves but by events, and real cryptography is waited for before the clock goes on. */
export class Scheduler {
  now = 0
  trace = 2166136261 >>> 0
  readonly rng: Rng
  private readonly queue: Event[] = []
  private n = 0
  private real = 0
  private whenStill: () => void = () => undefined
  constructor(rng: Rng) {
    this.rng = rng
  }
  note(text: string): void {
    for (let i = 0; i < text.length; i++) this.trace = Math.imul(this.trace ^ text.charCodeAt(i), 16777619) >>> 0
  }
  at(delay: number, fn: () => void): void {
    this.queue.push({ at: this.now + delay, n: this.n++, fn })
  }
  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => this.at(delay, resolve))
  }
  /** Work that takes real time and no virtual time. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.real++
    try {
      return await work()
    } finally {
      this.real--
      if (this.real === 0) this.whenStill()
    }
  }
  /** Until the work outside is done, and what it woke too. */
  private async still(): Promise<void> {
    await immediate()
    while (this.real > 0) {
      await new Promise<void>((resolve) => {
        this.whenStill = resolve
      })
      await immediate()
    }
  }
  every(below: number, fn: () => void): void {
    this.at(1 + this.rng.int(below), () => {
      fn()
      this.every(below, fn)
    })
  }
  private next(until: number): Event | null {
    let best = 0
    for (let i = 1; i < this.queue.length; i++) {
      const [a, b] = [this.queue[i] as Event, this.queue[best] as Event]
      if (a.at < b.at || (a.at === b.at && a.n < b.n)) best = i
    }
    const event = this.queue[best]
    if (!event || event.at > until) return null
    this.queue[best] = this.queue.at(-1) as Event
    this.queue.pop()
    return event
  }
  async run(until: number): Promise<void> {
    for (let event = this.next(until); event; event = this.next(until)) {
      this.now = Math.max(this.now, event.at)
      event.fn()
      await this.still()
    }
    this.now = until
  }
}
