/** How a device was last heard of: versions and clocks are shown, never judged. */
export interface LastSeen {
  readonly branch: string
  readonly app: string
  /** The device's clock as it said, and ours then. */
  readonly clock: string
  readonly at: string
  readonly up: number
  readonly down: number
}

/** Greetings since the start, newest for each branch. */
export class Seen {
  private readonly branches = new Map<string, LastSeen>()
  note(seen: LastSeen): void {
    this.branches.set(seen.branch, seen)
  }
  of(branch: string): LastSeen | null {
    return this.branches.get(branch) ?? null
  }
}
