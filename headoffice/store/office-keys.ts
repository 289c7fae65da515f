import type { Queries } from './database.ts'

const ANNOUNCES = 'keys:'
/** What a down batch that announces a key says it answers, in its journal line; and the key again, null when it announces none. */
export const announcing = (keyId: string): string => `${ANNOUNCES}${keyId}`
export const announcedKey = (answers: string): string | null => (answers.startsWith(ANNOUNCES) ? answers.slice(ANNOUNCES.length) : null)

/** A key of head office that signs to a branch, from a number of its down stream on. */
export async function insertOfficeKey(tx: Queries, branch: string, epoch: number, fromSeq: number, keyId: string): Promise<void> {
  await tx.query('insert into office_key values ($1, $2, $3, $4)', [branch, epoch, fromSeq, keyId])
}

/** Id of the key that signs a number of a branch's down stream; null of an epoch that was never opened. */
export async function officeKeyAt(tx: Queries, branch: string, epoch: number, seq: number): Promise<string | null> {
  const rows = await tx.query<{ key_id: string }>(
    'select key_id from office_key where branch_id = $1 and epoch = $2 and from_seq <= $3 order by from_seq desc limit 1',
    [branch, epoch, seq],
  )
  return rows[0]?.key_id ?? null
}

export type OfficeKeyRow = {
  readonly branch: string
  readonly name: string
  readonly epoch: number
  readonly keyId: string
  readonly fromSeq: number
}
/** What each branch goes by in its open epoch, in order. */
export async function officeKeysOfBranches(tx: Queries): Promise<OfficeKeyRow[]> {
  return await tx.query(
    `select k.branch_id as branch, b.name, k.epoch, k.key_id as "keyId", k.from_seq as "fromSeq" from office_key k join branch b on b.branch_id = k.branch_id
      where k.epoch = (select max(n.epoch) from office_key n where n.branch_id = k.branch_id) order by k.branch_id, k.from_seq`,
  )
}
