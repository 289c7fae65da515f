import { z } from 'zod'
import { type DateOnly, parseDate } from './calendar.ts'
import { type Fen, MAX_CASE_FEN } from './fen.ts'
import type { Rate } from './rate.ts'

/** zod pieces shared by every schema at the edges of `core/`. Messages are i18n keys or error codes, never sentences. */
export const DateField = z
  .string()
  .refine((text) => parseDate(text) !== null, 'DATE_INVALID')
  .transform((text) => text as DateOnly)
export const FenField = z
  .int()
  .min(0, 'AMOUNT_NEGATIVE')
  .transform((amount) => amount as Fen)
/** An amount a case may carry: 1 fen to 10^12 fen (rulings 11). */
export const CaseFenField = z
  .int('AMOUNT_NOT_INTEGER')
  .min(1, 'AMOUNT_ZERO')
  .max(MAX_CASE_FEN, 'AMOUNT_ABOVE_LIMIT')
  .transform((amount) => amount as Fen)
export const RateField = z
  .int()
  .min(0)
  .transform((value) => value as Rate)
export const ShortText = z.string().trim().min(1, 'REQUIRED').max(200, 'TOO_LONG')
export const LongText = z.string().trim().max(4000, 'TOO_LONG')
