import { randomBytes } from 'node:crypto'
import type { Welcome } from '../../../core/batch/exchange.ts'
import { officeKeysAt } from '../../../core/batch/office-keys.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { anyWholeWanted, sentAfter } from '../../../db/repositories/custodies.ts'
import { readStanding } from '../../../protocol/hello-file.ts'
import type { OfficeClient } from '../../../protocol/office-client.ts'
import type { KnownOfficeKeys } from '../../../protocol/office-turn.ts'
import type { Counter } from '../counter.ts'
import { askAgain } from './ask-again.ts'

const NOT_FOUND = 404

/** Whether head office greets as if it lacked what it has confirmed, or calls nothing complete though it has all. The greeting is not signed: it is only a reason to ask. */
const doubtful = (counter: Counter, { up }: Welcome): Promise<boolean> =>
  counter.database.read(async (reader) => {
    const sent = await sentAfter(reader, counter.branch.epoch, up.next - 1)
    return sent.some(({ delivered, answeredBy }) => delivered || answeredBy !== null) || (await anyWholeWanted(reader, counter.branch.epoch))
  })

/**
 * Where head office greets as if it lacked what it had confirmed, asks for its signed word, over a value of this moment, and offers again
 * what it lacks. One that cannot be asked, of an earlier release, is left to people. Refuses STANDING_INVALID and as `askAgain`.
 */
export async function hearStanding(
  counter: Counter,
  session: Session | null,
  client: OfficeClient,
  at: { readonly welcome: Welcome; readonly office: KnownOfficeKeys; readonly down: number },
): Promise<Result<null>> {
  if (!(await doubtful(counter, at.welcome))) return ok(null)
  const nonce = randomBytes(16).toString('hex')
  const answer = await client.standing(nonce, at.down)
  if (!answer.ok) return answer.error.code === 'LINE_REFUSED' && answer.error.details.status === NOT_FOUND ? ok(null) : answer
  const said = readStanding(answer.value.standing, officeKeysAt(at.office, at.down + 1).sign)
  if (!said || said.nonce !== nonce || said.branch !== counter.branch.code) return refuse('STANDING_INVALID')
  const asked = await counter.database.write((tx) => askAgain(counter, tx, session, said, null))
  if (!asked.ok) return asked
  if (asked.value > 0) await counter.reloadBranch()
  return ok(null)
}
