import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { flag, mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface TryColumns {
  readonly caseId: CaseId
  readonly n: number
  readonly calledBy: StaffId
  readonly calledAt: Instant
  readonly reached: boolean
  readonly nextOn: DateOnly | null
}
interface TryText {
  readonly phone: string
  readonly note: string
}
/** One try of a callback; never changed. */
export interface CallbackTryRecord extends TryColumns, TryText {}

const columns = mapping<TryColumns>({
  caseId: 'case_id',
  n: 'n',
  calledBy: 'called_by',
  calledAt: 'called_at',
  reached: flag('reached'),
  nextOn: 'next_on',
})
const placeOf = ({ caseId, n }: Pick<TryColumns, 'caseId' | 'n'>) => ({ table: 'callback_try', column: 'sealed', row: `${caseId}.${n}` })

export async function triesOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<CallbackTryRecord[]> {
  const rows = await reader.all<{ sealed: Uint8Array }>(`SELECT ${columns.list}, sealed FROM callback_try WHERE case_id = ? ORDER BY n`, [caseId])
  return rows.map((row) => {
    const plain = columns.read(row)
    return { ...plain, ...openJson(vault, placeOf(plain), row.sealed, trusted<TryText>) }
  })
}

export const callbackTries = (tx: Writer, vault: Vault) => ({
  insert: async ({ phone, note, ...plain }: CallbackTryRecord): Promise<void> => {
    await tx.run(`INSERT INTO callback_try (${columns.list}, sealed) VALUES (${columns.marks}, ?)`, [
      ...columns.params(plain),
      sealJson(vault, placeOf(plain), { phone, note }),
    ])
  },
})
