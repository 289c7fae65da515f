/**
 * Why a case is refused or lowered (domain 4.9), R21 being the arrears rule of domain 6.1. Words stand in the locales.
 *
 * R01 age, R02 identity, R03 not a first loan, R04 DTI, R05 DSCR, R06 grade E, R07 court enforcement, R08 consumption restricted,
 * R09 abnormal operation, R10 tax grade D, R11 operating time, R12 turnover not verified, R13 use, R14 documents untrue,
 * R15 collateral defect, R16 LTV, R17 related party, R18 industry restricted, R19 enquiries, R20 withdrew, R21 arrears.
 */
export const REASON_CODES = [
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R12',
  'R13',
  'R14',
  'R15',
  'R16',
  'R17',
  'R18',
  'R19',
  'R20',
  'R21',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]
