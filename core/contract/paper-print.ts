import { z } from 'zod'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { PaperKind } from './paper-kinds.ts'
import { SIGNED_KINDS } from './signed-set.ts'

/** More copies of a paper than these are a mistake of the hand. */
export const MOST_COPIES = 12
/** One for the customer and one for the bank (ux 1.4). */
const USUAL_COPIES = 2

/** What became of a print once the system's window had been opened for it: nobody said, it came out, it did not. */
export const PRINT_OUTCOMES = ['UNKNOWN', 'PRINTED', 'NOT_PRINTED'] as const
export type PrintOutcome = (typeof PRINT_OUTCOMES)[number]

export const DUPLEX_MODES = ['SIMPLEX', 'LONG_EDGE', 'SHORT_EDGE'] as const
export type Duplex = (typeof DUPLEX_MODES)[number]

/** How a kind of paper is printed at a counter. */
export const PrinterProfile = z.strictObject({
  /** As the system calls the printer; empty for its default. */
  device: z.string().max(200),
  /** A tray or a paper that no program can choose: told to whoever stands at the printer. */
  tray: z.string().max(60),
  duplex: z.enum(DUPLEX_MODES),
  /** Null: as many as the paper needs. */
  copies: z.int().min(1).max(MOST_COPIES).nullable(),
})
export type PrinterProfile = z.output<typeof PrinterProfile>

/** The system's default printer, on one side. */
export const PLAIN_PROFILE: PrinterProfile = { device: '', tray: '', duplex: 'SIMPLEX', copies: null }

/** Sheets of paper that copies of so many pages take. @example sheetsOf(9, 3, 'LONG_EDGE') // 15 */
export const sheetsOf = (pages: number, copies: number, duplex: Duplex): number => (duplex === 'SIMPLEX' ? pages : Math.ceil(pages / 2)) * copies

/**
 * How many copies are offered: of a contract what its own words promise, however the printer is set; of other papers as the printer is set.
 * @example copiesOffered('LOAN_CONTRACT', 3, PLAIN_PROFILE) // 3
 */
export const copiesOffered = (kind: PaperKind, contracted: number | null, { copies }: PrinterProfile): number =>
  (SIGNED_KINDS.includes(kind) ? contracted : null) ?? copies ?? USUAL_COPIES

/**
 * Whether a paper may go to the printer: every page of it was drawn, and a paper that was at the printer before says why it is again.
 * What came of the earlier print does not count: paper said not to have come out may lie in somebody's bag.
 * Refuses PRINT_PAGES_DIFFER, REASON_MISSING.
 */
export function checkPrint(print: { readonly drawn: number; readonly pages: number; readonly earlier: number; readonly reason: string }): Result<void> {
  if (print.drawn !== print.pages) return refuse('PRINT_PAGES_DIFFER', { drawn: print.drawn, pages: print.pages })
  return print.earlier > 0 && print.reason === '' ? refuse('REASON_MISSING', { field: 'reason' }) : ok(undefined)
}

/** Why the program itself makes a paper again: a step was taken that it tells of, or it bears another day. */
export const REMADE_BY_RULE = ['STEP_TAKEN', 'ANOTHER_DAY'] as const
export type RemadeByRule = (typeof REMADE_BY_RULE)[number]

/** Why a paper is made: what a person says, or the rule by which the program makes it again. */
export interface Remaking {
  readonly reason?: string | undefined
  readonly rule?: RemadeByRule
}

/** Refuses REASON_MISSING for a further version of a paper that nobody says anything of. */
export const checkRemaking = (version: number, { reason = '', rule }: Remaking): Result<void> =>
  version > 1 && rule === undefined && reason.trim() === '' ? refuse('REASON_MISSING', { field: 'reason' }) : ok(undefined)
