import type { Queries } from './database.ts'

/** Data no column takes (22), a row its table refuses (23, 21), a text too long for its index (54000). */
const OF_CONTENT = /^(?:2[123]...|54000)$/

/**
 * Whether the database refused what was to be written for what it is: written again it is refused again, on every engine. Anything else
 * (a full disk, a lost connection) may go well the next time.
 */
export const refusedContent = (error: unknown): boolean => error instanceof Error && 'code' in error && OF_CONTENT.test(String(error.code))

/** The same transaction in which what cannot be stored is undone by itself (`attempt`), at the price of savepoints. */
export const guarded = (tx: Queries): Queries => ({ ...tx, careful: true, guarded: true })

const SAVEPOINT = 'attempt'

/** In a guarded transaction: whether work could be stored; what could not is undone. Elsewhere its error ends the transaction. */
export async function attempt(tx: Queries, work: () => Promise<unknown>): Promise<boolean> {
  if (!tx.guarded) {
    await work()
    return true
  }
  await tx.query(`savepoint ${SAVEPOINT}`)
  try {
    await work()
    await tx.query(`release savepoint ${SAVEPOINT}`)
    return true
  } catch (error) {
    if (!refusedContent(error)) throw error
    await tx.query(`rollback to savepoint ${SAVEPOINT}`)
    await tx.query(`release savepoint ${SAVEPOINT}`)
    return false
  }
}

/** In a guarded transaction: whether work could be stored. It is undone in either case. */
export async function rehearsed(tx: Queries, work: () => Promise<unknown>): Promise<boolean> {
  await tx.query(`savepoint ${SAVEPOINT}`)
  const stored = await attempt(tx, work)
  await tx.query(`rollback to savepoint ${SAVEPOINT}`)
  await tx.query(`release savepoint ${SAVEPOINT}`)
  return stored
}
