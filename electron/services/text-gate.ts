import { codePointName, normaliseText } from '../../core/kernel/han-text.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Coverage } from './font-coverage.ts'
import type { TextLeaf } from './paper-text.ts'
import type { PdfPrinter } from './pdf-printer.ts'

type Reason = 'PRIVATE_USE' | 'UNASSIGNED' | 'CONTROL' | 'BROKEN' | 'NO_GLYPH'

const reasonAgainst = (character: string, coverage: Pick<Coverage, 'has'>): Reason | null => {
  if (/\p{Cs}/u.test(character)) return 'BROKEN'
  if (/\p{Co}/u.test(character)) return 'PRIVATE_USE'
  if (character === '\n') return null
  if (/\p{Cc}/u.test(character)) return 'CONTROL'
  if (coverage.has(character.codePointAt(0) ?? 0)) return null
  return /\p{Cn}/u.test(character) ? 'UNASSIGNED' : 'NO_GLYPH'
}

/**
 * Refuses text that would print as a box or as a different character: private use (old ID readers, domain 9), unassigned,
 * control and broken surrogates, and whatever the fonts do not draw.
 *
 * Refusals: PDF_CHARACTER_MISSING with `characters` ('U+20BB7 𠮷 NO_GLYPH') and `where` it first stands. The text around
 * it is personal data and is not repeated.
 */
export function gateText(leaves: readonly TextLeaf[], coverage: Pick<Coverage, 'has'>): Result<null> {
  const found = new Map<string, { reason: Reason; where: string }>()
  const clean = new Set<string>()
  for (const { text, where } of leaves) {
    for (const character of text) {
      if (clean.has(character) || found.has(character)) continue
      const reason = reasonAgainst(character, coverage)
      if (reason) found.set(character, { reason, where })
      else clean.add(character)
    }
  }
  const first = [...found.values()][0]
  if (!first) return ok(null)
  const shown = (character: string, reason: Reason): string => (reason === 'NO_GLYPH' ? `${codePointName(character)} ${character}` : codePointName(character))
  return refuse('PDF_CHARACTER_MISSING', {
    characters: [...found].map(([character, { reason }]) => shown(character, reason)),
    reasons: [...found.values()].map(({ reason }) => reason),
    where: first.where,
  })
}

/**
 * The same of texts as they are entered, before any paper names them (domain 9): a person called so could mark no slip.
 * Refuses PDF_CHARACTER_MISSING with the `field` it stands in.
 * @example gateEntered(printer, { staffName: '李𰻞' })
 */
export function gateEntered({ undrawable }: Pick<PdfPrinter, 'undrawable'>, texts: Readonly<Record<string, string>>): Result<null> {
  const leaves = Object.entries(texts).map(([where, text]) => ({ where, text: normaliseText(text) }))
  const gated = gateText(leaves, { has: (codePoint) => undrawable(String.fromCodePoint(codePoint)).length === 0 })
  return gated.ok ? gated : refuse(gated.error.code, { ...gated.error.details, field: gated.error.details.where ?? '' })
}
