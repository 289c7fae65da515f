/** What a clause may be tied to: named facts of the terms, so that a clause file can refer to them and to nothing else. */
export const CLAUSE_FACTS = [
  ...(['consumer', 'soleTrader', 'enterprise', 'farm', 'spouse'] as const),
  ...(['house', 'vehicle', 'pledge', 'guaranteed', 'unsecured', 'maximum', 'registered'] as const),
  ...(['deposit', 'receivable', 'movable', 'equity', 'intellectual', 'guarantorSpouse', 'ownerCompany', 'ownerSpouse'] as const),
  ...(['EPI', 'EP', 'IO', 'QIO', 'BUL', 'levelInstalments', 'floating', 'fixedRate', 'costDisclosed'] as const),
  ...(['oneInstalment', 'premiumBeside', 'guaranteeFeeBeside'] as const),
  ...(['entrusted', 'selfPaid', 'mixed', 'prepaymentFee', 'noPrepaymentFee'] as const),
  ...(['conditions', 'noConditions', 'specialTerms', 'noSpecialTerms', 'court', 'arbitration'] as const),
  ...(['leased', 'notLeased', 'soleOwner', 'coOwned', 'priorDebt', 'noPriorDebt'] as const),
] as const
export type ClauseFact = (typeof CLAUSE_FACTS)[number]

/** What a clause may name in braces. The words come from the terms; `templates/layout/clause-variables.ts` says how. */
export const CLAUSE_VARIABLES = [
  ...(['bank', 'branch', 'bankAddress', 'bankPhone', 'borrower', 'businessName', 'uscc', 'guarantors', 'caseNo', 'contractNo'] as const),
  ...(['loanName', 'loanTitle', 'mortgageNo', 'securityNo', 'securityTitle', 'securityRight', 'attachments', 'conditions', 'specialTerms'] as const),
  ...(['amount', 'amountWords', 'tenor', 'valueDate', 'maturityOn', 'purpose', 'method', 'instalments', 'dueDays', 'firstDueOn', 'firstTotal'] as const),
  ...(['totalInterest', 'totalInterestWords', 'annualCost', 'rate', 'lprDate', 'lprTenor', 'lprRate', 'bpSide', 'bp', 'repriceDay'] as const),
  ...(['penaltyMarkup', 'penaltyRate', 'misuseMarkup', 'misuseRate', 'fee', 'proofDays', 'debitAccount'] as const),
  ...(['payee', 'payeeAccount', 'payeeBank', 'payeeAmount', 'payeeAmountWords', 'copies', 'borrowerCopies'] as const),
  ...(['secured', 'securedWords', 'appraised', 'appraisedWords', 'priorDebt', 'ceiling', 'ceilingWords', 'ceilingFrom', 'ceilingTo'] as const),
  ...(['titleNo', 'unitNo', 'houseAddress', 'area', 'plate', 'vin', 'certificateNo', 'model', 'registeredOn'] as const),
  ...(['pledgeDescription', 'pledgeDocument', 'pledgeObligorWord', 'pledgeObligor', 'pledgeMatures', 'proofNo', 'settledOn'] as const),
  ...(['asOf', 'overdueDays', 'overduePrincipal', 'overdueInterest', 'overduePenalty', 'overdueTotal', 'overdueTotalWords', 'payBy'] as const),
] as const
export type ClauseVariable = (typeof CLAUSE_VARIABLES)[number]
export type ClauseVariables = Readonly<Record<ClauseVariable, string>>
