/**
 * Personal data as lists, logs and receipts may show it (domain 8.2). Names are covered by `maskName`
 * (person-name.ts), addresses by `maskAddress` (han-text.ts). What is too short to cover in part is covered whole.
 */
function keepEnds(text: string, head: number, tail: number, cover?: number): string {
  const characters = [...text.replace(/\s/gu, '')]
  const hidden = characters.length - head - tail
  // fewer hidden characters than shown ones would leave the value easy to guess
  if (hidden < 4) return '*'.repeat(characters.length)
  return characters.slice(0, head).join('') + '*'.repeat(cover ?? hidden) + characters.slice(characters.length - tail).join('')
}

/** First three and last four. @example maskIdNumber('110199199003070017') // '110***********0017' */
export const maskIdNumber = (idNumber: string): string => keepEnds(idNumber, 3, 4)

/** First three and last four of the number within the country. @example maskPhone('+86 138 0013 8000') // '138****8000' */
export const maskPhone = (phone: string): string => keepEnds(phone.replace(/[\s()-]/gu, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/u, ''), 3, 4)

/** First six and last four; an account too short for that keeps its last four only. @example maskCard('6200000000000005') // '620000******0005' */
export const maskCard = (card: string): string =>
  card.replace(/[\s-]/gu, '').length >= 14 ? keepEnds(card.replace(/-/gu, ''), 6, 4) : keepEnds(card.replace(/-/gu, ''), 0, 4)
