import { type PackStanding, PacksStandingBody, packStanding } from '../../core/batch/packs-standing.ts'
import type { HeadOffice } from '../head-office.ts'

interface Told {
  readonly branch: string
  readonly name: string
  readonly told: PacksStandingBody | null
}
type TellRow = { branch_id: string; name: string; doc: unknown }

/** What each branch told last of the packs it has. */
async function told(head: HeadOffice): Promise<Told[]> {
  const rows = await head.query<TellRow>(
    `select b.branch_id, b.name, last.doc from branch b
       left join lateral (select r.doc from record r where r.branch_id = b.branch_id and r.type = 'packs.standing' and r.state in ('applied', 'complete')
                          order by r.epoch desc, r.seq desc, r.line_no desc limit 1) last on true
      order by b.branch_id`,
  )
  return rows.map(({ branch_id, name, doc }) => ({ branch: branch_id, name, told: PacksStandingBody.safeParse(doc).data ?? null }))
}

async function sentTo(head: HeadOffice, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await head.query<{ branch_id: string; ref: string }>(
    'select branch_id, ref from delivery where ref in (select value from jsonb_array_elements_text($1::jsonb))',
    [JSON.stringify(refs)],
  )
  return new Set(rows.map(({ branch_id, ref }) => `${branch_id} ${ref}`))
}

interface Pack {
  readonly kind: string
  readonly version: number
  readonly ref: string
}

/** How every branch stands with one pack. */
export async function branchesWith(head: HeadOffice, pack: Pack): Promise<({ branch: string; name: string } & PackStanding)[]> {
  const sent = await sentTo(head, [pack.ref])
  return (await told(head)).map(({ branch, name, told }) => ({ branch, name, ...packStanding(told, pack, sent.has(`${branch} ${pack.ref}`)) }))
}

export interface BehindBranch extends PackStanding {
  readonly kind: string
  readonly version: number
}

/** By branch, the packs whose day has come and which it does not say it has in force. */
export async function packsBehind(head: HeadOffice, today: string): Promise<ReadonlyMap<string, BehindBranch[]>> {
  const packs = await head.query<{ kind: string; version: number; ref: string }>(
    `select p.kind, p.version, p.ref from pack p where p.state = 'published' and p.effective_from <= $1
        and not exists (select 1 from pack n where n.kind = p.kind and n.state = 'published' and n.version > p.version and n.effective_from <= $1)
      order by p.kind`,
    [today],
  )
  const refs = packs.map(({ ref }) => ref)
  const sent = await sentTo(head, refs)
  const open = (one: Told): BehindBranch[] =>
    packs
      .map(({ kind, version, ref }) => ({ kind, version, ...packStanding(one.told, { kind, version }, sent.has(`${one.branch} ${ref}`)) }))
      .filter(({ state }) => state !== 'APPLIED' && state !== 'REPLACED')
  return new Map((await told(head)).map((one) => [one.branch, open(one)]))
}
