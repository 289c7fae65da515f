import type { PaperKind } from '../../../core/contract/paper-kinds.ts'
import { PLAIN_PROFILE, type PrinterProfile } from '../../../core/contract/paper-print.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { type ProfileRecord, printerProfiles, profilesOf } from '../../../db/repositories/printer-profiles.ts'
import type { Reader } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

type OfKind = PrinterProfile & { readonly kind: PaperKind }
const plain = ({ device, tray, duplex, copies }: ProfileRecord): PrinterProfile => ({ device, tray, duplex, copies })

/** How this counter prints such a paper. */
export async function profileFor(reader: Reader, { terminal }: Pick<Session, 'terminal'>, kind: PaperKind): Promise<PrinterProfile> {
  const found = (await profilesOf(reader, terminal)).find((profile) => profile.kind === kind)
  return found ? plain(found) : PLAIN_PROFILE
}

/** What is set at this counter, by kind of paper. */
export const listProfiles = (counter: Counter, { terminal }: Pick<Session, 'terminal'>): Promise<OfKind[]> =>
  counter.database.read(async (reader) => (await profilesOf(reader, terminal)).map((found) => ({ kind: found.kind, ...plain(found) })))

/** Sets how these kinds of paper are printed at this counter; null leaves them to the system again. */
export const setProfiles = (
  counter: Counter,
  session: Session,
  { kinds, profile }: { readonly kinds: readonly PaperKind[]; readonly profile: PrinterProfile | null },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const { terminal, staffId } = session
    for (const kind of kinds) {
      if (profile === null) await printerProfiles(tx).clear(terminal, kind)
      else await printerProfiles(tx).set({ ...profile, terminal, kind, setAt: counter.clock.now(), setBy: staffId })
    }
    await note(counter, tx, session, { action: 'printers.set', subject: kinds.join(' ') })
    return ok({})
  })
