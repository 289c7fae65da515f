import { randomBytes } from 'node:crypto'

export interface DeviceSession {
  readonly branch: string
  readonly epoch: number
}

const CHALLENGE_MS = 5 * 60_000
const SESSION_MS = 60 * 60_000
const MOST = 10_000

/** Challenges and sessions of devices, in memory: after a restart a device greets again. */
export class DeviceSessions {
  private readonly challenges = new Map<string, number>()
  private readonly sessions = new Map<string, DeviceSession & { readonly until: number }>()
  private readonly clock: () => number
  readonly seconds = SESSION_MS / 1000
  constructor(clock: () => number = Date.now) {
    this.clock = clock
  }

  challenge(): string {
    trim(this.challenges, (until) => until < this.clock())
    const nonce = randomBytes(16).toString('hex')
    this.challenges.set(nonce, this.clock() + CHALLENGE_MS)
    return nonce
  }
  /** Uses a challenge up: a greeting is good once. */
  redeem(nonce: string): boolean {
    const until = this.challenges.get(nonce)
    this.challenges.delete(nonce)
    return until !== undefined && until >= this.clock()
  }
  open(device: DeviceSession): string {
    trim(this.sessions, (session) => session.until < this.clock())
    const token = randomBytes(32).toString('hex')
    this.sessions.set(token, { ...device, until: this.clock() + SESSION_MS })
    return token
  }
  /** Ends what is open in a branch's name: who may go on greets again, a device of an epoch that was closed cannot. */
  end(branch: string): void {
    for (const [token, session] of this.sessions) if (session.branch === branch) this.sessions.delete(token)
  }
  /** The device a bearer token speaks for, or null. */
  of(header: string | undefined): DeviceSession | null {
    const session = this.sessions.get(/^Bearer ([0-9a-f]{64})$/.exec(header ?? '')?.[1] ?? '')
    return session && session.until >= this.clock() ? session : null
  }
}

/** Keeps a map bounded: what is over goes first, then the oldest. */
function trim<V>(map: Map<string, V>, over: (value: V) => boolean): void {
  if (map.size < MOST) return
  for (const [key, value] of map) if (over(value)) map.delete(key)
  for (const key of map.keys()) {
    if (map.size < MOST) return
    map.delete(key)
  }
}
