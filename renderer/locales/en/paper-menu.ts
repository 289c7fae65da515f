/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: 'Make a paper',
  settle: 'Settlement papers…',
  dun: 'Dunning letter…',
  settledOn: 'Settled on',
  reference: 'Receipt of the core system',
  reason: 'Why make it again',
  releaseReason: 'Why the security goes too (empty: it stays)',
  settles: 'Once the certificate is made the loan is settled: it is dunned no more, and this cannot be undone.',
  maximumStays:
    'Secured up to a maximum ({ceiling} yuan, {from} to {to}): settling this loan does not end it, only the certificate is made. Where its claims are fixed and all paid, say why it is released as well.',
  firstUnpaid: 'Unpaid from instalment',
  payBy: 'To be paid by',
  print: 'Print',
}
