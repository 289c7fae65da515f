import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import { LineMeasure, partBytesFor, UNMEASURED } from '../../../core/batch/line-measure.ts'
import { ok } from '../../../core/kernel/result.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import type { Reader } from '../../../db/sql.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import type { Counter } from '../counter.ts'
import { ADDRESS } from './line-address.ts'

const MEASURE = 'headOfficeLine'

/** What earlier exchanges saw of the line. */
export async function lineMeasure(reader: Reader): Promise<LineMeasure> {
  const text = await setting(reader, MEASURE)
  return LineMeasure.safeParse(text === null ? null : tryStrictJson(Buffer.from(text))).data ?? UNMEASURED
}

export async function keepLineMeasure(counter: Counter, measure: LineMeasure): Promise<void> {
  await counter.database.write(async (tx) => {
    await settings(tx).set({ name: MEASURE, value: JSON.stringify(measure), changedAt: counter.clock.now(), changedBy: null })
    return ok(null)
  })
}

/** What a part of the next batch may weigh: by the line, or, of a branch that carries sticks, as much as any. */
export const partBytesOfLine = async (reader: Reader): Promise<number> =>
  (await setting(reader, ADDRESS)) ? partBytesFor(await lineMeasure(reader)) : BATCH_LIMITS.partCipherBytes
