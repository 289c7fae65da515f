import type { BranchModel } from './branch-model.ts'
import { Rng, type Scheduler } from './kernel.ts'
import type { OfficeModel } from './office-model.ts'

interface Stage {
  readonly seed: number
  readonly scheduler: Scheduler
  readonly branches: readonly BranchModel[]
  readonly office: OfficeModel
  /** Branches that were enrolled anew. */
  readonly restored: Set<string>
  /** A branch is restored in this world: both at once nobody can follow without a person. */
  readonly restores: boolean
}

/** What the world asks of a head office that may be put back. */
export interface PutBacks {
  /** Before it is put back no keys are turned: what was announced and is lost nobody can follow without a person (ADR 0156). */
  readonly mayTurnKeys: () => boolean
  readonly times: () => number
}

/** In some worlds head office's disk is replaced by a copy of an earlier day; a person lets it go on after what the branches hold. */
export function putBacks({ seed, scheduler, branches, office, restored, restores }: Stage): PutBacks {
  const rng = new Rng(seed ^ 0x5bd1e995)
  if (restores || !rng.chance(0.7)) return { mayTurnKeys: () => true, times: () => 0 }
  let times = 0
  const earlier = 60 + rng.int(200)
  scheduler.at(earlier, () => {
    const copy = office.disk.copy()
    scheduler.at(200 + rng.int(400), () => {
      times++
      office.putBack(copy)
    })
  })
  scheduler.every(100, () => {
    for (const { code } of branches) if (office.up && office.isAhead(code) && rng.chance(0.5)) office.goOn(code).catch(() => undefined)
  })
  // A branch whose lost batches have no files any more is enrolled anew.
  scheduler.every(60, () => {
    for (const branch of branches) {
      if (!branch.fenced || !branch.up || !office.up) continue
      restored.add(branch.code)
      office.enrol(branch.code, branch.books.enrolled.epoch + 1).then(
        (enrolled) => branch.enrol(enrolled),
        () => undefined,
      )
    }
  })
  return { mayTurnKeys: () => times > 0, times: () => times }
}
