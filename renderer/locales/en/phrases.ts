import type { phrases as zh } from '../zh-CN/phrases.ts'

export const phrases = {
  label: 'Standard phrases: Ctrl and a digit writes one',
  hint: '{key} writes: {text}',
  sets: {
    decide: {
      suggested: { short: 'As suggested', text: 'Approved as suggested.' },
      less: { short: 'Reduce', text: 'Business and income are real, means are tight: amount reduced.' },
      security: { short: 'More security', text: 'To be submitted again with more security.' },
    },
    review: {
      agree: { short: 'Agree', text: 'Papers complete, survey sufficient. Agreed.' },
      verify: { short: 'Verify more', text: 'Income is not sufficiently evidenced. Verify and submit again.' },
    },
    conditions: {
      registered: { short: 'Registered first', text: 'To be paid out once the mortgage is registered.' },
      invoice: { short: 'Proof of purchase', text: 'To be paid out once the contract or invoice of the purchase is handed in.' },
      insured: { short: 'Insured', text: 'To be paid out once the collateral is insured.' },
    },
    visit: {
      met: { short: 'Person met', text: 'Met in person; face and identity card agree.' },
      premises: { short: 'Premises as licensed', text: 'The premises are those of the licence and open for business.' },
      stock: { short: 'Stock agrees', text: 'The stock agrees with the books, none of it dead.' },
      doubt: { short: 'To be verified', text: 'Still to be verified:' },
    },
    callback: {
      same: { short: 'Answers agree', text: 'Amount, purpose and term as answered agree with the application.' },
      aware: { short: 'Terms known', text: 'Knows the amount, the rate and how to repay.' },
    },
    call: {
      silent: { short: 'No answer', text: 'It rang and nobody answered.' },
      later: { short: 'Call again', text: 'Not a good moment; a time to call again was agreed.' },
      wrong: { short: 'Wrong number', text: 'Whoever answered does not know the customer; the number must be verified.' },
    },
    registration: {
      handedIn: { short: 'Handed in', text: 'The papers are with the registry, which has not accepted them yet.' },
      asked: { short: 'To be corrected', text: 'The registry asks for a correction:' },
    },
    withdraw: {
      asked: { short: 'Customer withdraws', text: 'The customer asks in writing to withdraw.' },
      elsewhere: { short: 'Money elsewhere', text: 'The customer found the money elsewhere and no longer applies.' },
      papers: { short: 'No more papers', text: 'The customer will hand in no more papers and agrees to withdraw.' },
    },
    refuse: {
      income: { short: 'Cannot repay', text: 'The present income does not repay this loan.' },
      again: { short: 'May apply again', text: 'May apply again when this has improved.' },
    },
    reprint: {
      jam: { short: 'Jam', text: 'The printer jammed; not all came out.' },
      soiled: { short: 'Soiled', text: 'The sheets were soiled and have been destroyed.' },
      more: { short: 'More copies', text: 'More copies were needed.' },
      customer: { short: 'Customer lost it', text: 'The customer lost the paper and asks for another.' },
    },
    remake: {
      mistaken: { short: 'Mistake', text: 'The version before held a mistake; it is put right.' },
      day: { short: 'Another day', text: 'The day has changed; made anew.' },
      lost: { short: 'Customer lost it', text: 'The customer lost the version before and asks for another.' },
    },
    waiver: {
      elsewhere: { short: 'Original elsewhere', text: 'Another institution holds the original; the copy was compared.' },
      renewing: { short: 'Being renewed', text: 'The document is being renewed; the receipt was seen.' },
    },
    officeDecision: {
      changed: { short: 'Case has changed', text: 'The case changed after it was passed up; what stands now counts.' },
      withdrawn: { short: 'Customer withdraws', text: 'The customer no longer needs this loan.' },
    },
    newRules: {
      unsigned: { short: 'Not signed yet', text: 'Not signed yet: goes on under the new version.' },
      asked: { short: 'Head office asks', text: 'Head office asks that open cases take the new version.' },
    },
  },
} satisfies typeof zh
