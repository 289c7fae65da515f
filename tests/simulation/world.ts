import { Envelope } from '../../core/batch/envelope.ts'
import type { RecordOutcome } from '../../core/batch/receipt.ts'
import { recordLine } from '../../protocol/hob-build.ts'
import type { Outgoing } from '../../protocol/send-batches.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { SavedCase } from './branch-frames.ts'
import { BranchModel } from './branch-model.ts'
import type { Switch } from './bugs.ts'
import { caseOf, laterOf, twinOf } from './cases.ts'
import { Disk } from './disk.ts'
import { Rng, Scheduler } from './kernel.ts'
import { CALM, Network } from './network.ts'
import { type Down, NEWER, type Stick } from './office-frames.ts'
import { OfficeModel } from './office-model.ts'
import { BRANCH_CODES } from './people.ts'
import { putBacks } from './put-backs.ts'
import { restores } from './restores.ts'

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
/** Rounds of calm until all must be quiet: sound worlds need one or two, and a world that goes in circles gets dearer with each. */
const PATIENCE = 8

const hasLater = ({ books }: BranchModel, { key }: SavedCase): boolean => books.cases.has(`${key} later`)
/** A record that was returned and that nobody has put right. */
const toCorrect = ({ books }: BranchModel): SavedCase | undefined =>
  [...books.cases.values()].find((one) => books.outcomeOf(one) === 'rejected' && !books.cases.has(`${one.key} later`))

/** What head office must say of it in the end. */
function outcomeOf(one: SavedCase, office: OfficeModel): RecordOutcome {
  if (one.key.endsWith('twin')) return 'conflict'
  if (one.record.type === NEWER) return office.tables.release > 1 ? 'applied' : 'parked'
  return one.record.body.size === -1 ? 'rejected' : 'applied'
}

/** One world from one seed: chaos for a while, then calm until all is quiet; every broken promise is named. */
export async function world(seed: number, on: readonly Switch[] = []): Promise<Outcome> {
  const rng = new Rng(seed)
  const scheduler = new Scheduler(rng)
  const bugs = new Set(on)
  const violations: string[] = []
  const saved = new Map<string, { readonly branch: string; readonly one: SavedCase }>()
  const weather = {
    drop: rng.float() * 0.3,
    double: rng.float() * 0.3,
    dropAnswer: rng.float() * 0.3,
    flip: rng.float() * 0.1,
    cut: rng.float() * 0.1,
    slowest: 5 + rng.int(100),
  }
  // Some lines take what is said and seldom let an answer through.
  if (rng.chance(0.25)) weather.dropAnswer = 0.7
  const network = new Network(scheduler, weather)
  const office = new OfficeModel(new Disk(scheduler), scheduler, bugs)
  const broken = (what: string): void => void (violations.length < 5 && violations.push(what))
  const place = (branch: string, { record }: SavedCase): string => `${branch}/${record.id}/${record.rev}`
  /** Every batch that was ever sealed, by whoever knows of it still. */
  const sealedEver: { papers: readonly string[]; batch: Outgoing }[] = []
  const restored = new Set<string>()
  const witness = {
    sealed: (_branch: string, papers: readonly string[], batch: Outgoing) => void sealedEver.push({ papers, batch }),
    // By revision too: a restored branch makes the next one anew, and what its lost disk made stands at head office.
    saved: (branch: string, one: SavedCase) => void saved.set(`${branch} ${one.key} ${one.record.rev}`, { branch, one }),
    custody: (branch: string, batch: Outgoing) => {
      if (!office.lostWords.has(batch.hash) && !office.certainlyHas(batch.envelopeBytes, batch.envelope.parts[0]?.sha256 ?? ''))
        broken(`custody before durable: ${branch} ${batch.envelope.seq}`)
    },
    complete: (branch: string, one: SavedCase | undefined, down: string) => {
      if (one && !office.lostWords.has(down) && Object.keys(one.papers).length > 0 && !heldCertainly(one))
        broken(`complete before durable: ${branch} ${one.record.id}`)
    },
    lost: broken,
  }
  /** A branch that has nothing but couriers, in some worlds; in others who has a line has no courier. */
  const offline = rng.chance(0.4) ? rng.pick(BRANCH_CODES) : undefined
  const couriers = rng.chance(0.7)
  const branches = BRANCH_CODES.map((code) => new BranchModel(code, new Disk(scheduler), scheduler, bugs, witness))
  const heldCertainly = (one: SavedCase): boolean => {
    const known = branches.flatMap(({ books }) => [...books.batches.values()].flatMap(({ papers, sealed }) => (sealed ? [{ papers, batch: sealed }] : [])))
    const certain = (sha256: string): boolean =>
      [...sealedEver, ...known].some(
        ({ papers, batch }) => papers.includes(sha256) && batch.envelope.parts.every((part) => office.certainlyHasPart(part.sha256)),
      )
    return Object.keys(one.papers).every(certain)
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
  const spoilt = (parts: Map<string, Buffer>): Map<string, Buffer> => {
    const hash = chaos() && rng.chance(0.15) ? rng.pick([...parts.keys()]) : undefined
    return hash ? new Map(parts).set(hash, Buffer.from('damaged')) : parts
  }
  const some = <T>(all: readonly T[], share: number): T[] => (chaos() ? all.filter(() => rng.chance(share)) : [...all])
  /** Any sealed batches on one stick or on several, late, in any order, damaged now and then; so comes back what head office gives along, if it does. */
  const courier = (branch: BranchModel): void => {
    const chosen = some(branch.books.waiting(), 0.6)
    for (const batches of rng.chance(0.5) ? chosen.map((one) => [one]) : [chosen]) {
      if (batches.length === 0) continue
      const hashes = batches.flatMap(({ envelope }) => envelope.parts.map(({ sha256 }) => sha256))
      const parts = spoilt(new Map(hashes.map((sha256) => [sha256, branch.disk.peek(`part-${sha256}`) ?? Buffer.alloc(0)])))
      const back = ({ batches: downs, parts: files }: Stick<Down>): void => {
        if (chaos() && rng.chance(0.3)) return
        const life = folder.times()
        const stick = { batches: some(downs, 0.7), parts: spoilt(new Map(files)) }
        scheduler.at(1 + rng.int(chaos() ? 400 : 40), () => life === folder.times() && void branch.takeStick(stick))
      }
      scheduler.at(1 + rng.int(chaos() ? 600 : 60), () => void office.importStick(branch.code, { batches, parts }).then(back, () => undefined))
    }
  }
  /** The beginning of an exchange: each hears where the other stands. */
  const greet = async (branch: BranchModel): Promise<void> => {
    if (!office.up || !branch.up || branch.fenced) return
    const { epoch, appliedSeq: seq, head } = branch.books.down
    await office.greeted(branch.code, { epoch, seq, head }).catch(() => undefined)
    await branch.hearStanding(() => office.standingOf(branch.code))
  }
  let made = 0
  branches.forEach((branch, index) => {
    scheduler.every(60, () => {
      const epoch = bugs.has('revisionsForgotten') ? 1 : branch.books.enrolled.epoch + (branch.fenced ? 1 : 0)
      const wrong = rng.chance(0.5) ? toCorrect(branch) : undefined
      const next =
        wrong ??
        (chaos() && rng.chance(0.15)
          ? rng.pick([...branch.books.cases.values()].filter((one) => one.record.rev === 1 && !one.key.endsWith('twin') && !hasLater(branch, one)))
          : undefined)
      if (next) return void branch.save(laterOf(rng, next, epoch))
      if (!chaos() || made >= 24) return
      const before = rng.chance(0.1)
        ? [...branch.books.cases.values()].find(({ key, record }) => record.body.size !== -1 && !branch.books.cases.has(`${key} twin`) && !key.endsWith('twin'))
        : undefined
      void branch.save(before ? twinOf(rng, before) : caseOf(rng, index, made++))
    })
    scheduler.every(50, () => void branch.seal())
    const line = branch.code !== offline
    const send = (): Promise<void> => branch.send((request) => network.call((one) => office.handle(one), request))
    scheduler.every(30, () => line && void (folder.times() > 0 ? greet(branch).then(send) : send()))
    scheduler.every(40, () => {
      if (line && office.up && !rng.chance(weather.drop))
        void branch.takeDown(office.downAfter(branch.code, rng.chance(0.1) ? 0 : branch.books.down.appliedSeq), async (sha256) =>
          office.disk.peek(`part-${sha256}`),
        )
    })
    scheduler.every(400, () => {
      if (chaos() && rng.chance(0.5)) branch.disk.cutAt = branch.disk.steps + 1 + rng.int(25)
    })
    scheduler.every(150, () => {
      if (!line || (chaos() && couriers)) courier(branch)
    })
  })
  const restoring = restores({ rng, scheduler, branches, office, bugs, network, restored, broken, until: CHAOS })
  const folder = putBacks({ seed, scheduler, branches, office, restored, restores: restoring })
  scheduler.every(300, () => {
    if (chaos() && rng.chance(0.5)) office.disk.cutAt = office.disk.steps + 1 + rng.int(25)
  })
  // Head office goes over to new keys, branch by branch.
  scheduler.every(250, () => {
    if (chaos() && rng.chance(0.4) && folder.mayTurnKeys()) office.turnKeys(rng.pick(BRANCH_CODES) ?? '').catch(() => undefined)
  })
  // Some head offices go over to the next release, at any moment.
  if (rng.chance(0.5)) scheduler.at(100 + rng.int(CHAOS), () => office.upgrade())
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
      office.importStick('BR0', { batches: [{ envelopeBytes: bytes, signature: said.signature }], parts }).catch(() => undefined)
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
  const heard = (branch: BranchModel): boolean => branch.books.down.appliedSeq === office.downSeq(branch.code) && !office.isAhead(branch.code)
  /** Lost with the disk: the restored branch does not know of it, and head office may. */
  const gone = (code: string, one: SavedCase): boolean =>
    restored.has(code) && !branches.some(({ code: c, books }) => c === code && books.cases.get(one.key)?.record.rev === one.record.rev)
  /** Head office had it before the restore; what it says later of a batch of a closed epoch it says no more. */
  const again = (code: string, one: SavedCase): boolean =>
    restored.has(code) &&
    branches.some(({ code: c, books }) => c === code && ['duplicate', 'parked'].includes(books.outcomeOf(one) ?? '')) &&
    outcomeOf(one, office) !== 'conflict'
  const answered = (branch: string, one: SavedCase): boolean =>
    branches.find(({ code }) => code === branch)?.books.outcomeOf(one) === outcomeOf(one, office) || again(branch, one)
  /** What head office lacks of a branch, or has not called complete to it. */
  const owed = ({ books, code }: BranchModel): string[] => [
    ...books.waiting().flatMap(({ envelope }) => (office.tables.lacking({ envelope }).length > 0 ? [`not delivered ${code} ${envelope.seq}`] : [])),
    ...books.owed().map((one) => `not told complete ${place(code, one)}`),
  ]
  const settled = (): boolean =>
    [...saved.values()].every(({ branch, one }) => gone(branch, one) || answered(branch, one)) &&
    branches.every((branch) => !branch.fenced && !toCorrect(branch) && owed(branch).length === 0 && heard(branch))
  for (let round = 0; round < PATIENCE && !settled() && violations.length === 0; round++) {
    // Who has nothing but couriers hears the rest with the next day's business; a head office that was put back hears where it stands.
    branches.forEach((branch, index) => {
      if (branch.code === offline && (folder.times() > 0 || (branch.books.waiting().length === 0 && !heard(branch))))
        void branch.save(caseOf(rng, index, made++))
    })
    await scheduler.run(scheduler.now + 500)
  }
  await scheduler.run(scheduler.now + 300)

  const held = new Map([...saved.values()].flatMap(({ branch, one }) => (one.key.endsWith('twin') ? [] : [[place(branch, one), { branch, one }] as const])))
  for (const [id, { branch, one }] of held) {
    const row = office.tables.rows.get(id)
    if (gone(branch, one) && row === undefined) continue
    if (outcomeOf(one, office) === 'rejected') {
      if (row !== undefined) broken(`kept though refused ${id}`)
    } else if (row === undefined) broken(`lost ${id}`)
    else if (row !== recordLine(one.record)) broken(`altered ${id}`)
    if (gone(branch, one)) continue
    for (const sha256 of Object.keys(one.papers)) if (!office.tables.blobs.has(`${id.slice(0, 3)}/${sha256}`)) broken(`paper lost ${id}`)
  }
  for (const { branch, one } of saved.values())
    if (!gone(branch, one) && !answered(branch, one)) broken(`not told ${branch} ${one.key} ${outcomeOf(one, office)}`)
  for (const id of office.tables.rows.keys())
    if (!held.has(id) && !branches.some(({ code, books }) => [...books.cases.values()].some((one) => place(code, one) === id))) broken(`invented ${id}`)
  for (const branch of branches) {
    if (!heard(branch)) broken(`answers not taken ${branch.code} ${branch.books.down.appliedSeq}`)
    for (const { seq, answered } of branch.books.batches.values()) if (!answered) broken(`answer lost ${branch.code} ${seq}`)
    for (const what of owed(branch)) broken(what)
    if (toCorrect(branch)) broken(`not corrected ${branch.code}`)
  }
  if (office.tables.doubled > 0) broken(`doubled ${office.tables.doubled}`)
  for (const what of office.named) if (!restored.has(what.split(' ').at(-2) ?? '')) broken(`false alarm ${what}`)
  for (const alarm of office.alarms) broken(`false alarm ${alarm}`)
  const sum = (of: (machine: (typeof machines)[number]) => number): number => machines.reduce((total, machine) => total + of(machine), 0)
  scheduler.note(`${saved.size} ${[...office.tables.rows.keys()].sort().join()}`)
  return {
    violations,
    saved: saved.size,
    batches: branches.reduce((total, branch) => total + branch.books.batches.size, 0),
    steps: sum((machine) => machine.disk.steps),
    cuts: sum((machine) => machine.disk.boot),
    trace: scheduler.trace,
  }
}
