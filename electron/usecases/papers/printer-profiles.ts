import type { PaperKind } from '../../../core/contract/paper-kinds.ts'
import { PLAIN_PROFILE, type PrinterProfile } from '../../../core/contract/paper-print.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { profilesOf } from '../../../db/repositories/printer-profiles.ts'
import type { Reader } from '../../../db/sql.ts'

/** How this counter prints such a paper. */
export async function profileFor(reader: Reader, { terminal }: Pick<Session, 'terminal'>, kind: PaperKind): Promise<PrinterProfile> {
  const found = (await profilesOf(reader, terminal)).find((profile) => profile.kind === kind)
  if (!found) return PLAIN_PROFILE
  const { device, tray, duplex, copies } = found
  return { device, tray, duplex, copies }
}
