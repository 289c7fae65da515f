import type { ErrorCode } from '../../../../core/errors.ts'

/** Paper check, printed paper, contract. */
export const papers = {
  DEFECT_CODE_UNKNOWN: 'Defect code {defect} cannot be used. Choose one from the list.',
  NOTICE_NOTHING_OPEN: 'No required paper is missing or faulty; there is nothing to give notice of.',
  NOTICE_REASON_MISSING: 'These items were not in the earlier notice; give the reason for each: {items}.',
  NOTICE_UNJUDGED: 'These papers are not yet checked: {items}. Check them, so that the notice is complete.',
  VERDICT_CONTRADICTORY: 'Only a rejected paper has defects. Remove them, or reject the paper.',
  VERDICT_UNEXPLAINED: 'Choose at least one defect for a rejected paper.',
  WAIVER_AGAINST_LAW: '{itemId} is required by law and cannot be waived. Get the paper.',
  WAIVER_PAST: 'The waiver would have ended on {expiresOn}. Give today or a later date.',
  WAIVER_REASON_MISSING: 'The waiver has no reason. Give one.',
  PDF_CHARACTER_MISSING: 'No bundled font draws these characters: {characters}. Write them another way, or have the administrator add a font.',
  PDF_FONT_MISSING: 'A font file of the program is missing. Install the program again.',
  PDF_INCOMPLETE: 'The paper does not hold what it should and was not released. Make it again; if it stays, tell the administrator.',
  COST_ABOVE_CEILING: 'The annual cost of the loan is above the ceiling. Lower the rate or the fees.',
  COST_NOTHING_HELD: 'The fees taken at release eat up the whole loan. Check the fees.',
  DISCLOSURE_DIFFERS: 'The cost table differs from the approved terms: {fields}. Make the table again.',
  ENTRUSTED_PAYMENT_NEEDED: 'The part paid to the borrower is above the limit (draws close together count as one). Pay the payee instead and name him.',
  PAYMENT_SPLIT_WRONG: "The payee's amount does not fit the way of payment or the loan. Check the amount.",
  PREPAYMENT_AMOUNT: 'The principal repaid must be above zero and within the balance. Correct the amount.',
  PREPAYMENT_DATE: 'The date must be after the value date and before maturity. Choose another.',
  PREPAYMENT_MODE: 'This repayment method cannot shorten the term. Lower the instalment, or repay in full.',
} satisfies Partial<Record<ErrorCode, string>>
