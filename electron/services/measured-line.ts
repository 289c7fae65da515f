import { type LineMeasure, passed, wasCut } from '../../core/batch/line-measure.ts'
import { type Call, LineCut, LineUntrusted } from '../../protocol/office-client.ts'

/** Head office waited for a part in vain. */
const REQUEST_TIMEOUT = 408

/** What is known of a line, kept up to date as parts go over it. */
export interface Measured {
  measure: LineMeasure
}

/**
 * The same line, measured by its parts. Parts that are cut together, or one after another while nothing passes, are one cut.
 * @param elapsed milliseconds that only ever grow
 */
export function measuredLine(call: Call, known: Measured, elapsed: () => number): Call {
  let stands = true
  const cut = (): void => {
    if (stands) known.measure = wasCut(known.measure)
    stands = false
  }
  return async (request) => {
    if (!request.bytes) return await call(request)
    const began = elapsed()
    const answer = await call(request).catch((error: unknown) => {
      if (error instanceof LineCut && !(error instanceof LineUntrusted)) cut()
      throw error
    })
    if (answer.status === REQUEST_TIMEOUT) cut()
    else if (answer.status < 400) {
      stands = true
      known.measure = passed(known.measure, request.bytes.length, elapsed() - began)
    }
    return answer
  }
}
