import { termsOnPaper } from '../../../core/contract/approved-terms.ts'
import { FROM_CONTRACT } from '../../../core/contract/paper-kinds.ts'
import type { Remaking } from '../../../core/contract/paper-print.ts'
import type { SigningRegister } from '../../../core/contract/signing-register.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { chinaDate, type DateOnly } from '../../../core/kernel/calendar.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestSeal } from '../../../db/repositories/audit-seals.ts'
import { type ContractRecord, contracts } from '../../../db/repositories/contracts.ts'
import { instalments } from '../../../db/repositories/instalments.ts'
import type { Writer } from '../../../db/sql.ts'
import type { ClauseBooks } from '../../services/clause-books.ts'
import { customerCard, paymentInstruction } from '../../services/paper-forms.ts'
import { costDisclosure, loanContract, type Paper, repaymentSchedule, securityContracts } from '../../services/papers.ts'
import { sealOf } from '../../services/seal-of.ts'
import { type CaseFile, type SubmittedFile, submitted } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import { nextNumber } from '../cases/numbers.ts'
import { produceAll } from '../cases/produce.ts'
import { setPrintedAside } from '../cases/set-aside.ts'
import type { Counter } from '../counter.ts'
import { asApproved } from './as-approved.ts'
import { enterRegister } from './enter-register.ts'
import { checkedTermsOfCase, standInNumbers, type TermNumbers } from './terms-of-case.ts'

type Made = Moved & { documentIds: DocumentId[] }

/** Prints the all-in cost table and records that the customer signed it (D204), before any contract (金规〔2026〕2号). A table made again needs a reason. */
export const discloseCost = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly signedOn: DateOnly; readonly reason?: string | undefined },
): Promise<Result<Made>> =>
  changeCase(counter, session, request, 'contract.disclose', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    if (request.signedOn !== file.today) return refuse('FIELD_INVALID', { field: 'signedOn', reason: 'DATE_NOT_TODAY' })
    const { record } = file
    const approved = asApproved(counter, at.value)
    if (!approved.ok) return approved
    // The table is due before the contract has a number.
    const terms = checkedTermsOfCase(counter, at.value, standInNumbers(at.value), { valueDate: file.today, disclosedOn: request.signedOn })
    if (!terms.ok) return terms
    // After a new approval the table before speaks for nothing: that is reason enough.
    const again: Remaking = record.disclosedOn === null ? { rule: 'STEP_TAKEN' } : { reason: request.reason }
    // What came before this printing is no copy of it, whatever the case says was disclosed.
    await setPrintedAside(counter, tx, file, ['COST_DISCLOSURE'])
    const made = await produceAll(counter, tx, session, file, [costDisclosure(terms.value)], again)
    if (!made.ok) return made
    return ok({ action: 'disclose', done: ['DISCLOSURE_SIGNED'], patch: { disclosedOn: request.signedOn }, value: { documentIds: made.value } })
  })

async function takeNumbers(counter: Counter, tx: Writer, file: CaseFile): Promise<Result<TermNumbers>> {
  const contractNo = await nextNumber(counter, tx, 'LOAN_CONTRACT', file.today)
  if (!contractNo.ok) return contractNo
  const iouNo = await nextNumber(counter, tx, 'IOU', file.today)
  if (!iouNo.ok) return iouNo
  if (file.record.security !== 'MORTGAGE_RE') return ok({ contractNo: contractNo.value, iouNo: iouNo.value, mortgageNo: null })
  const mortgageNo = await nextNumber(counter, tx, 'MORTGAGE_CONTRACT', file.today)
  return mortgageNo.ok ? ok({ contractNo: contractNo.value, iouNo: iouNo.value, mortgageNo: mortgageNo.value }) : mortgageNo
}

/** The total of the table the customer signed: of the same approval, counted from the day he signed it. Null where none was due. */
function disclosedCost(counter: Counter, file: SubmittedFile, numbers: TermNumbers): Result<number | null> {
  const { disclosedOn } = file.record
  if (disclosedOn === null) return ok(null)
  const terms = checkedTermsOfCase(counter, file, numbers, { valueDate: disclosedOn, disclosedOn })
  return terms.ok ? ok(terms.value.cost.totalFen) : terms
}

/** What goes with the contracts: the payee's instruction where there is one, and the loan in plain words. */
const sideForms = (terms: ContractTerms, clauses: ClauseBooks): Paper[] => [
  ...(terms.loan.payee ? [paymentInstruction(terms, clauses)] : []),
  customerCard(terms, clauses),
]

/** Draws up the contract set from the canonical terms: numbers, schedule, PDFs. The maker; another person seals it (domain 10.2). Refuses TERMS_DIFFER when they are not what was approved. */
export const drawUpContract = (counter: Counter, session: Session, request: CaseAt & { readonly valueDate: DateOnly }): Promise<Result<Made>> =>
  changeCase(counter, session, request, 'contract.drawUp', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, contract } = at.value
    if (request.valueDate < file.today) return refuse('FIELD_INVALID', { field: 'valueDate', reason: 'DATE_IN_PAST' })
    const { approvalValidUntil } = record
    // An approval that has run out is the lifecycle's to refuse.
    if (approvalValidUntil !== null && approvalValidUntil >= file.today && request.valueDate > approvalValidUntil)
      return refuse('FIELD_INVALID', { field: 'valueDate', reason: 'DATE_AFTER_APPROVAL' })
    const approved = asApproved(counter, { ...at.value, record: { ...record, contractMaker: null } })
    if (!approved.ok) return approved
    const numbers = await takeNumbers(counter, tx, file)
    if (!numbers.ok) return numbers
    const terms = checkedTermsOfCase(counter, at.value, numbers.value, { valueDate: request.valueDate, disclosedOn: record.disclosedOn })
    if (!terms.ok) return terms
    const disclosed = disclosedCost(counter, at.value, numbers.value)
    if (!disclosed.ok) return disclosed
    if (disclosed.value !== null && terms.value.cost.totalFen > disclosed.value) return refuse('DISCLOSURE_DIFFERS', { fields: ['totalFen'] })
    const rev = (contract?.rev ?? 0) + 1
    const termsSha256 = sealOf(terms.value)
    await contracts(tx, counter.vault).insert({
      caseId: record.caseId,
      rev,
      ...numbers.value,
      terms: terms.value,
      termsSha256,
      drawnUpBy: session.staffId,
      drawnUpAt: counter.clock.now(),
      disclosedAt: null,
      signedOn: null,
      sealedBy: null,
      witnessedBy: null,
    })
    await instalments(tx).insertAll(record.caseId, rev, terms.value.schedule)
    const { clauses } = counter.packs
    const witness = await latestSeal(tx, 'COSIGNED')
    const onPaper = termsOnPaper({ terms: terms.value, termsSha256 })
    const printed = [
      loanContract(onPaper, clauses, witness),
      ...securityContracts(onPaper, clauses, witness),
      repaymentSchedule(onPaper),
      ...sideForms(onPaper, clauses),
    ]
    // A contract drawn up anew is signed anew, and all that goes with it.
    await setPrintedAside(counter, tx, file, FROM_CONTRACT)
    const made = await produceAll(counter, tx, session, file, printed)
    if (!made.ok) return made
    return ok({ action: 'drawUp', patch: { contractMaker: session.staffId, contractNo: numbers.value.contractNo }, value: { documentIds: made.value } })
  })

/** The first day on which this contract can have been signed: approved, disclosed and drawn up. A business day may run past midnight. */
function signableFrom({ record, today }: CaseFile, contract: ContractRecord): DateOnly {
  const drawnOn = chinaDate(contract.drawnUpAt)
  return [record.approvedOn, record.disclosedOn].reduce<DateOnly>((last, day) => (day !== null && day > last ? day : last), drawnOn < today ? drawnOn : today)
}

/** The seal keeper confirms the face-to-face signing, with the register of it and a second witness; by another person than the maker. Refuses STEP_NOT_DONE before the contract is drawn up, TERMS_DIFFER. */
export const signContract = (
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly signedOn: DateOnly; readonly register: SigningRegister },
): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'contract.sign', async (tx, file) => {
    const at = submitted(file)
    if (!at.ok) return at
    const { record, contract, today } = file
    if (!contract || record.contractMaker === null) return refuse('STEP_NOT_DONE', { milestone: 'CONTRACT_DRAWN_UP' })
    if (request.signedOn > today) return refuse('FIELD_INVALID', { field: 'signedOn', reason: 'DATE_IN_FUTURE' })
    if (request.signedOn < signableFrom(file, contract)) return refuse('FIELD_INVALID', { field: 'signedOn', reason: 'DATE_BEFORE_CONTRACT' })
    if (contract.drawnUpBy === session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'contractMaker' })
    const approved = asApproved(counter, at.value)
    if (!approved.ok) return approved
    const registered = await enterRegister(counter, tx, session, contract, request.register)
    if (!registered.ok) return registered
    await contracts(tx, counter.vault).sign(record.caseId, contract.rev, {
      signedOn: request.signedOn,
      sealedBy: session.staffId,
      witnessedBy: registered.value.staffId,
    })
    return ok({
      action: 'sign',
      done: ['DISCLOSURE_SIGNED', 'CONTRACT_DRAWN_UP', 'CONTRACT_SIGNED'],
      patch: { contractSealer: session.staffId, signedOn: request.signedOn },
      value: {},
    })
  })
