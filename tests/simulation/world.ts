import { Envelope } from '../../core/batch/envelope.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { recordLine } from '../../protocol/hob-build.ts'
import type { Outgoing } from '../../protocol/send-batches.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { BranchModel, type SavedCase } from './branch-model.ts'
import type { Bug } from './bugs.ts'
import { Disk } from './disk.ts'
import { Rng, Scheduler } from './kernel.ts'
import { CALM, Network } from './network.ts'
import { OfficeModel } from './office-model.ts'
import { BRANCH_CODES } from './people.ts'

export interface Outcome {
  readonly violations: readonly string[]
  readonly saved: number
  readonly batches: number
  readonly steps: number
  readonly cuts: number
  /** The same for the same seed. */
  readonly trace: number
}

const CHAOS = 900
const PATIENCE = 30

const idOf = (branch: number, n: number): string => `${branch}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function caseOf(rng: Rng, branch: number, n: number): SavedCase {
  const paper = rng.chance(0.5) ? Buffer.alloc(40 + rng.int(200), n % 251) : null
  const sha256 = paper && sha256Hex(paper)
  const blobs = paper && sha256 ? [{ sha256, bytes: paper.length, media: 'application/pdf', role: 'D101' }] : []
  // A type head office parks: what it says inside is not judged, so that every record is one of its own.
  const record = { type: 'sim.case', schema: 1, id: idOf(branch, n), rev: 1, body: { doc: rng.u32(), branch }, blobs }
  return { record, papers: paper && sha256 ? { [sha256]: paper.toString('base64') } : {} }
}

/** One world from one seed: chaos for a while, then calm until all is quiet; every broken promise is named. */
export async function world(seed: number, on: readonly Bug[] = []): Promise<Outcome> {
  const rng = new Rng(seed)
  const scheduler = new Scheduler(rng)
  const bugs = new Set(on)
  const violations: string[] = []
  const saved = new Map<string, SavedCase>()
  const weather = {
    drop: rng.float() * 0.3,
    double: rng.float() * 0.3,
    dropAnswer: rng.float() * 0.3,
    flip: rng.float() * 0.1,
    cut: rng.float() * 0.1,
    slowest: 5 + rng.int(100),
  }
  const network = new Network(scheduler, weather)
  const office = new OfficeModel(new Disk(scheduler), scheduler, bugs)
  const broken = (what: string): void => void (violations.length < 5 && violations.push(what))
  const key = (branch: string, { record }: SavedCase): string => `${branch}/${record.id}/${record.rev}`
  const witness = {
    saved: (branch: string, one: SavedCase) => void saved.set(key(branch, one), one),
    custody: (branch: string, batch: Outgoing) => {
      if (!office.certainlyHas(batch.envelopeBytes, batch.envelope.parts[0]?.sha256 ?? '')) broken(`custody before durable: ${branch} ${batch.envelope.seq}`)
    },
    complete: (branch: string, one: SavedCase | undefined) => {
      if (one && Object.keys(one.papers).length > 0 && !heldCertainly(branch, one)) broken(`complete before durable: ${branch} ${one.record.id}`)
    },
    lost: broken,
  }
  const branches = BRANCH_CODES.map((code) => new BranchModel(code, new Disk(scheduler), scheduler, bugs, witness))
  const heldCertainly = (code: string, one: SavedCase): boolean => {
    const branch = branches.find((candidate) => candidate.code === code)
    const batch = [...(branch?.batches.values() ?? [])].find((candidate) => candidate.ids.includes(one.record.id))?.sealed
    return batch?.envelope.parts.every((part) => office.certainlyHasPart(part.sha256)) ?? false
  }

  const machines = [office, ...branches]
  for (const machine of machines) {
    const restart = (): void => {
      const life = machine.disk.boot
      scheduler.at(5 + rng.int(50), () => {
        if (machine.disk.boot === life && !machine.up) machine.boot().catch(() => machine.disk.boot === life && restart())
      })
    }
    machine.disk.onCut = () => {
      machine.up = false
      restart()
    }
    machine.boot().catch(() => restart())
  }
  await scheduler.run(60)

  const chaos = (): boolean => scheduler.now < CHAOS
  let made = 0
  branches.forEach((branch, index) => {
    scheduler.every(60, () => chaos() && made < 24 && void branch.save(caseOf(rng, index, made++)))
    scheduler.every(50, () => void branch.seal())
    scheduler.every(30, () => void branch.send((request) => network.call((one) => office.handle(one), request)))
    scheduler.every(40, () => {
      if (office.up && !rng.chance(weather.drop))
        void branch.takeDown(office.downAfter(branch.code, rng.chance(0.1) ? 0 : branch.downTaken), async (sha256) => office.disk.peek(`part-${sha256}`))
    })
    scheduler.every(400, () => {
      if (chaos() && rng.chance(0.5)) branch.disk.cutAt = branch.disk.steps + 1 + rng.int(25)
    })
    // The courier: any sealed batches, in any order, late, damaged now and then.
    scheduler.every(150, () => {
      if (!chaos()) return
      for (const batch of branch.waiting().filter(() => rng.chance(0.6))) {
        const parts = new Map(batch.envelope.parts.map((part) => [part.sha256, branch.disk.peek(`part-${part.sha256}`) ?? Buffer.alloc(0)]))
        const [first] = parts.keys()
        if (first && rng.chance(0.15)) parts.set(first, Buffer.from('damaged'))
        scheduler.at(1 + rng.int(600), () => void office.importStick(batch.envelopeBytes, batch.signature, parts).catch(() => undefined))
      }
    })
  })
  scheduler.every(300, () => {
    if (chaos() && rng.chance(0.5)) office.disk.cutAt = office.disk.steps + 1 + rng.int(25)
  })
  // Head office goes over to new keys, branch by branch.
  scheduler.every(250, () => {
    if (chaos() && rng.chance(0.4)) office.turnKeys(rng.pick(BRANCH_CODES) ?? '').catch(() => undefined)
  })
  scheduler.every(200, () => {
    const fullness = chaos() && rng.chance(0.2) ? 0.2 : 0
    for (const branch of branches) branch.disk.fullness = fullness
  })
  // The attacker plays back what he heard, or says it in another branch's name.
  scheduler.every(120, () => {
    const heard = chaos() ? rng.pick(network.seen) : undefined
    if (!heard) return
    const relabel = rng.chance(0.5) && heard.path.startsWith('/v1/up/') && heard.method === 'PUT'
    const said = heard.json as { envelope: string; signature: string } | undefined
    if (relabel && said) {
      const other = (text: string): string => text.replace(/BR([01])/g, (_all, digit: string) => `BR${1 - Number(digit)}`)
      const bytes = Buffer.from(other(Buffer.from(said.envelope, 'base64').toString('latin1')), 'latin1')
      const parts = new Map(
        (Envelope.safeParse(tryStrictJson(bytes)).data?.parts ?? []).map((part) => [part.sha256, office.disk.peek(`part-${part.sha256}`) ?? Buffer.alloc(0)]),
      )
      office.importStick(bytes, said.signature, parts).catch(() => undefined)
      return
    }
    office.handle(heard).catch(() => undefined)
  })

  await scheduler.run(CHAOS)
  network.weather = CALM
  for (const machine of machines) {
    machine.disk.fullness = 0
    machine.disk.cutAt = -1
  }
  const heard = (branch: BranchModel): boolean => branch.downTaken === office.downAfter(branch.code, 0).length
  const settled = (): boolean =>
    [...saved.keys()].every((one) => office.rows.has(one)) && branches.every((branch) => branch.waiting().length === 0 && heard(branch))
  for (let round = 0; round < PATIENCE && !settled() && violations.length === 0; round++) await scheduler.run(scheduler.now + 500)
  await scheduler.run(scheduler.now + 300)

  for (const [id, one] of saved) {
    const row = office.rows.get(id)
    if (row === undefined) broken(`lost ${id}`)
    else if (row !== recordLine(one.record)) broken(`altered ${id}`)
    for (const sha256 of Object.keys(one.papers)) if (!office.blobs.has(`${id.slice(0, 3)}/${sha256}`)) broken(`paper lost ${id}`)
  }
  for (const id of office.rows.keys()) {
    const [branch = '', record = ''] = id.split('/')
    if (!branches.some((one) => one.code === branch && one.cases.has(record))) broken(`invented ${id}`)
  }
  for (const branch of branches) {
    if (!heard(branch)) broken(`answers not taken ${branch.code} ${branch.downTaken}`)
    for (const { envelope } of branch.waiting()) broken(`not delivered ${branch.code} ${envelope.seq}`)
  }
  if (office.doubled > 0) broken(`doubled ${office.doubled}`)
  for (const alarm of office.alarms) broken(`false alarm ${alarm}`)
  const sum = (of: (machine: (typeof machines)[number]) => number): number => machines.reduce((total, machine) => total + of(machine), 0)
  scheduler.note(`${saved.size} ${[...office.rows.keys()].sort().join()}`)
  return {
    violations,
    saved: saved.size,
    batches: branches.reduce((total, branch) => total + branch.batches.size, 0),
    steps: sum((machine) => machine.disk.steps),
    cuts: sum((machine) => machine.disk.boot),
    trace: scheduler.trace,
  }
}
