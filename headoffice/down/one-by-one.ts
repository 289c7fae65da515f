import { catchUp } from '../import/project.ts'
import type { Office } from '../office.ts'

/**
 * Does each work for a branch though another failed. After a failure the lane is brought to the end of the journal before the next: what was
 * signed already stands in the tables, and no number is signed twice. The caller holds the lane.
 * @throws the error, or an AggregateError, once every work had its turn
 */
export async function oneByOne(office: Office, branch: string, works: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const work of works) {
    try {
      await work()
    } catch (error) {
      errors.push(error)
      await catchUp(office, branch)
    }
  }
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} things could not be signed`)
  if (errors.length === 1) throw errors[0]
}
