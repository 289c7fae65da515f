import { type CallAnswer, type CallRequest, LineCut } from '../../protocol/office-client.ts'
import type { Scheduler } from './kernel.ts'

export interface Weather {
  readonly drop: number
  readonly double: number
  readonly dropAnswer: number
  readonly flip: number
  readonly cut: number
  readonly slowest: number
}
export const CALM: Weather = { drop: 0, double: 0, dropAnswer: 0, flip: 0, cut: 0, slowest: 5 }
type Handle = (request: CallRequest) => Promise<CallAnswer>
const TIMEOUT = 400

/** A line that drops, doubles (late), reorders, truncates and flips bits of what is sent; answers may be lost. */
export class Network {
  weather: Weather
  readonly seen: CallRequest[] = []
  private readonly scheduler: Scheduler
  constructor(scheduler: Scheduler, weather: Weather) {
    this.scheduler = scheduler
    this.weather = weather
  }

  private damaged(request: CallRequest): CallRequest {
    const { rng } = this.scheduler
    const { bytes } = request
    if (!bytes || bytes.length === 0) return request
    if (rng.chance(this.weather.cut)) return { ...request, bytes: bytes.subarray(0, rng.int(bytes.length)) }
    if (!rng.chance(this.weather.flip)) return request
    const flipped = Buffer.from(bytes)
    const at = rng.int(flipped.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << rng.int(8))
    return { ...request, bytes: flipped }
  }

  call(handle: Handle, request: CallRequest): Promise<CallAnswer> {
    const { rng } = this.scheduler
    const { drop, double, dropAnswer, slowest } = this.weather
    this.seen.push(request)
    if (this.seen.length > 60) this.seen.shift()
    return new Promise((resolve, reject) => {
      this.scheduler.at(TIMEOUT, () => reject(new LineCut('timeout')))
      const deliver = (answers: boolean): void => {
        handle(this.damaged(request)).then(
          (answer) => {
            if (answers && !rng.chance(dropAnswer)) this.scheduler.at(1 + rng.int(slowest), () => resolve(answer))
          },
          () => undefined,
        )
      }
      if (!rng.chance(drop)) this.scheduler.at(1 + rng.int(slowest), () => deliver(true))
      if (rng.chance(double)) this.scheduler.at(1 + rng.int(slowest * 20), () => deliver(false))
    })
  }
}
