import { z } from 'zod'
import { BATCH_LIMITS } from './limits.ts'

/** What was seen of a line to head office: bytes of parts that passed, how often it was cut meanwhile, and how fast one part goes. */
export const LineMeasure = z.strictObject({ carried: z.int().min(0), cuts: z.int().min(0), bytesPerSecond: z.int().min(0).nullable() })
export type LineMeasure = z.output<typeof LineMeasure>
export const UNMEASURED: LineMeasure = { carried: 0, cuts: 0, bytesPerSecond: null }

const MIB = 1024 * 1024
/** Of a line nobody has measured this much is taken to pass uncut: parts of 1 MiB. */
const TAKEN_TO_PASS = 8 * MIB
/** Beyond it the past counts half, so that a line that changed is known again. */
const REMEMBERED = 256 * MIB
/** A part is at most so much of what passes between two cuts (sync.md §3), and of what passes in so many seconds. */
const [SHARE, SECONDS] = [8, 10]
const NEWEST = 0.3
/** Of a smaller part what is measured is how long the line takes to answer, not how fast it is. */
const TELLS_SPEED = 64 * 1024

const faded = (measure: LineMeasure): LineMeasure =>
  measure.carried + measure.cuts * MIB > REMEMBERED ? { ...measure, carried: Math.floor(measure.carried / 2), cuts: Math.floor(measure.cuts / 2) } : measure

/** A part passed whole; one under 64 KiB says nothing of how fast the line is. @example passed(UNMEASURED, 262_144, 500) */
export function passed(measure: LineMeasure, bytes: number, milliseconds: number): LineMeasure {
  const rate = (bytes * 1000) / Math.max(1, milliseconds)
  const { bytesPerSecond } = measure
  return faded({
    carried: measure.carried + bytes,
    cuts: measure.cuts,
    bytesPerSecond: bytes < TELLS_SPEED ? bytesPerSecond : Math.round(bytesPerSecond === null ? rate : bytesPerSecond + NEWEST * (rate - bytesPerSecond)),
  })
}
/** The line was cut while parts were under way. */
export const wasCut = (measure: LineMeasure): LineMeasure => faded({ ...measure, cuts: measure.cuts + 1 })

/** The most a part may weigh on this line: 256 KiB where it is slow or often cut, up to 8 MiB. @example partBytesFor(UNMEASURED) // 1_048_576 */
export function partBytesFor({ carried, cuts, bytesPerSecond }: LineMeasure): number {
  const between = (TAKEN_TO_PASS + carried) / (cuts + 1)
  const inTime = bytesPerSecond === null ? BATCH_LIMITS.partCipherBytes : bytesPerSecond * SECONDS
  return Math.floor(Math.max(BATCH_LIMITS.partLeastBytes, Math.min(between / SHARE, inTime, BATCH_LIMITS.partCipherBytes)))
}
