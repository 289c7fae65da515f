/** The certificate that signs electronic copies: on the settings page and beside the signing register. */
export const certificate = {
  title: 'Signing certificate',
  lead: "Signs the bank's electronic copies of contracts. The file stays locked by its own password, which is asked at each signing and never kept.",
  none: 'None set',
  holder: 'Holder',
  valid: 'Valid',
  validOf: '{from} to {to}',
  setBy: 'Set by {name}, {at}',
  password: 'Certificate password',
  choose: 'Choose file and set…',
  changed: 'Certificate set',
  copies: 'Electronic copies signed with the certificate',
  copiesLead: 'Signs each contract of this case with the certificate of {holder}. The signed copies are filed and sent to head office.',
  sign: 'Sign the copies',
  signing: 'Signing…',
  signed: 'Signed by {holder}, {at}',
  done: '{n} contracts signed',
}
