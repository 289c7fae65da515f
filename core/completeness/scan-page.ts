import type { CaseId } from '../kernel/ids.ts'
import type { Party } from './parties.ts'

/** Why a page was set aside. SEPARATOR is a sheet of ours between papers; the others are a person's decision. */
export const DISCARD_REASONS = ['SEPARATOR', 'BLANK', 'REPEATED', 'UNREADABLE', 'RESCANNED', 'NOT_NEEDED'] as const
export type DiscardReason = (typeof DISCARD_REASONS)[number]

/** What measuring a page found; a remark for the eye, never a refusal. */
export const PAGE_FLAGS = ['UNREADABLE', 'BLANK', 'SKEWED', 'BLURRED', 'CUT_EDGE', 'LOW_RESOLUTION', 'REPEATED', 'REPEATED_ELSEWHERE'] as const
export type PageFlag = (typeof PAGE_FLAGS)[number]

/** Why a page lies in the tray. RETURNED by a person; the others come from sorting. */
export const TRAY_HINTS = [
  'NO_CODE',
  'UNREADABLE',
  'BLANK',
  'CODE_NOT_OURS',
  'CODES_DIFFER',
  'CASE_UNKNOWN',
  'OLD_PRINT',
  'OTHER_CASE',
  'CASE_ENDED',
  'ITEM_UNKNOWN',
  'PARTY_UNKNOWN',
  'RETURNED',
] as const
export type TrayHint = (typeof TRAY_HINTS)[number]

/** Clockwise degrees; a remark on the page, its bytes stay. */
export type Rotation = 0 | 90 | 180 | 270
export const ROTATIONS = [0, 90, 180, 270] as const

/** Where a page is filed: an item of the checklist for one person of a case. */
export interface PageTarget {
  readonly caseId: CaseId
  readonly itemId: string
  readonly party: Party
}

/** Where a page stands: in the tray, filed at a place of its item (from 1), or set aside with a reason. Nothing else exists. */
export type Standing =
  | { readonly state: 'TRAY' }
  | { readonly state: 'FILED'; readonly target: PageTarget; readonly place: number }
  | { readonly state: 'DISCARDED'; readonly reason: DiscardReason }

/** A page as decisions see it. */
export interface DeskPage {
  readonly pageId: string
  readonly standing: Standing
  readonly rotation: Rotation
  /** Part of a paper that was found in order: it moves no more until that verdict is taken back. */
  readonly settled: boolean
}

/** @example samePlace(a, b) // both name the same item of the same person in the same case */
export const sameTarget = (a: PageTarget, b: PageTarget): boolean => a.caseId === b.caseId && a.itemId === b.itemId && a.party === b.party
