import type { SavedCase, Witness } from './branch-frames.ts'
import { BranchModel } from './branch-model.ts'
import type { Switch } from './bugs.ts'
import { Disk } from './disk.ts'
import type { Rng, Scheduler } from './kernel.ts'
import type { Network } from './network.ts'
import type { OfficeModel } from './office-model.ts'

interface Stage {
  readonly rng: Rng
  readonly scheduler: Scheduler
  readonly branches: readonly BranchModel[]
  readonly office: OfficeModel
  readonly bugs: ReadonlySet<Switch>
  readonly network: Network
  /** Branches that were restored. */
  readonly restored: Set<string>
  broken(what: string): void
  /** When all is to be calm. */
  readonly until: number
}

const OWN = 'f0000000-0000-4000-8000-'

/** The old PC, or a copy of its disk, is switched on again in the closed epoch: what it seals head office names, and never takes. */
function switchOn({ rng, scheduler, office, bugs, network, broken, until }: Stage, code: string, copy: ReadonlyMap<string, Buffer>): void {
  const told: string[] = []
  const own = (text: string): boolean => text.startsWith(OWN)
  const witness: Witness = {
    saved: () => undefined,
    sealed: () => undefined,
    custody: (_branch, { envelope }) => broken(`custody for a copy ${code} ${envelope.epoch}/${envelope.seq}`),
    complete: (_branch, one) => void (own(one.record.id) && broken(`complete for a copy ${one.record.id}`)),
    lost: () => undefined,
  }
  const disk = new Disk(scheduler)
  const ghost = new BranchModel(code, disk, scheduler, bugs, witness)
  disk.replace(copy)
  ghost.boot().catch(() => undefined)
  let made = 0
  const one = (): SavedCase => {
    const record = { type: 'sim.copy', schema: 1, id: `${OWN}${String(made++).padStart(12, '0')}`, rev: 1, body: { doc: rng.u32() }, blobs: [] }
    return { key: `copy ${made}`, record, lane: 2, papers: {} }
  }
  scheduler.every(80, () => {
    if (scheduler.now >= until) return
    void (made < 3 && ghost.save(one()))
    void ghost.seal()
    const call = (request: Parameters<Network['call']>[1]) =>
      network.call(async (sent) => {
        const answer = await office.handle(sent)
        if (sent.method === 'PUT' && answer.status === 409) told.push(sent.path)
        return answer
      }, request)
    void ghost.send(call)
  })
  scheduler.at(until - scheduler.now, () => {
    const news = [...ghost.books.batches.values()].filter(({ keys }) => keys.some((key) => key.startsWith('copy ')))
    for (const { seq } of news) {
      if (told.some((path) => path.endsWith(`/1/${seq}`)) && !office.named.some((what) => what.endsWith(` ${code} 1/${seq}`)))
        broken(`not named ${code} 1/${seq}`)
    }
  })
}

/** In some worlds one branch is restored from a copy of an earlier day, and enrolled anew; now and then the old PC, or another with that copy, comes back. @returns whether one is */
export function restores(stage: Stage): boolean {
  const { rng, scheduler, branches, office, restored, until } = stage
  const branch = rng.chance(0.5) ? rng.pick(branches) : undefined
  if (!branch) return false
  const { code } = branch
  let copy: ReadonlyMap<string, Buffer> = new Map()
  const earlier = 60 + rng.int(300)
  scheduler.at(earlier, () => {
    copy = branch.disk.copy()
  })
  scheduler.at(earlier + 50 + rng.int(300), () => {
    const old = rng.chance(0.5) ? branch.disk.copy() : copy
    restored.add(code)
    branch.restore(copy)
    let on = rng.chance(0.5)
    scheduler.every(60, () => {
      if (branch.fenced && branch.up && office.up)
        office.enrol(code, branch.books.enrolled.epoch + 1).then(
          (enrolled) => branch.enrol(enrolled),
          () => undefined,
        )
      if (branch.fenced || !on || scheduler.now >= until) return
      on = false
      switchOn(stage, code, old)
    })
  })
  return true
}
