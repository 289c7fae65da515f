import type { Page } from '@playwright/test'
import { caseList, setUpBranch, setUpPage } from './cold-start-branch.ts'
import { type BenchRow, median, row } from './row.ts'
import { BUILT_APP, EMPTY_APP, timeStart, withFolder } from './shell-start.ts'

const ROUNDS = 7
// The empty page pays for the shell alone; we read our modules and draw a form after it. Measured 1.4 to 1.5, before the use cases.
const FIRST_START_TARGET = 2.5
// On top: a person signs in, whose password is made slow to guess on purpose (Argon2id), and the database is opened and checked.
const LIST_START_TARGET = 3.5

const loaded = (page: Page): Promise<void> => page.waitForLoadState('load')

/** Milliseconds of one start each; the shell is real Electron where it is, else its stand-in. */
interface Turn {
  readonly empty: number
  readonly ours: number
}
const medians = (name: string, target: number, turns: readonly Turn[]): BenchRow =>
  row({ name, unit: 'ms', value: median(turns.map(({ ours }) => ours)), baseline: median(turns.map(({ empty }) => empty)), target })

/** To the set-up page, each turn on new folders: the first day, with nothing cached by the browser and no branch. */
export async function benchFirstStart(): Promise<BenchRow[]> {
  const turns: Turn[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await withFolder((folder) => timeStart(EMPTY_APP, folder, loaded))
    const ours = await withFolder((folder) => timeStart(BUILT_APP, folder, setUpPage))
    turns.push({ empty, ours })
  }
  return [medians('cold start to the set-up page, against an empty page', FIRST_START_TARGET, turns)]
}

/** To the usable list, every morning: folders used before, the teller signs in at once, the list is there and takes keys. */
export const benchListStart = (): Promise<BenchRow[]> =>
  withFolder((branch) =>
    withFolder(async (other) => {
      await setUpBranch(branch)
      await timeStart(EMPTY_APP, other, loaded)
      const turns: Turn[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const empty = await timeStart(EMPTY_APP, other, loaded)
        const ours = await timeStart(BUILT_APP, branch, caseList)
        turns.push({ empty, ours })
      }
      return [medians('cold start to the usable list, signing in, against an empty page', LIST_START_TARGET, turns)]
    }),
  )
