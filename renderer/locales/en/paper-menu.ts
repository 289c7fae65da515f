/** Papers that are made when somebody asks for them. */
export const paperMenu = {
  title: 'Make a paper',
  settle: 'Settlement papers…',
  dun: 'Dunning letter…',
  settledOn: 'Settled on',
  reference: 'Receipt of the core system',
  reason: 'Why make it again',
  firstUnpaid: 'Unpaid from instalment',
  payBy: 'To be paid by',
  print: 'Print',
}
