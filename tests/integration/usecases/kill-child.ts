import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { openTestBranch } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

/** Carries two cases and a batch, telling each step on its own line, until somebody pulls the plug. */
const branch = await openTestBranch()
const say = (text: string): void => console.log(text)
say(`folder ${branch.folder}`)
for (const id of ['mortgage-1', 'sole-trader-1']) {
  const walk = await startWalk(branch, entryOf(branch, id))
  say(`case ${id} ${walk.caseId}`)
  for (const { name } of walk.line) {
    await walkTo(walk, name)
    say(`step ${name}`)
  }
}
const { counter, staff } = branch
const proposed = await proposeBatch(counter, staff.teller)
say('step propose')
if (proposed.ok) await sealProposedBatch(counter, staff.manager, proposed.value.seq)
say('step seal')
say('end')
await branch.host.close()
process.exit(0)
