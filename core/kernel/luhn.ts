/** The Luhn sum of a string of digits, the last of which is the check digit (ISO/IEC 7812-1). */
function luhnSum(digits: string): number {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const figure = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? figure * 2 : figure
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}

/** Whether a string of digits ends in its Luhn check digit (domain 3.5). @example luhnHolds('6200000000000005') // true */
export const luhnHolds = (digits: string): boolean => /^\d{2,}$/.test(digits) && luhnSum(digits) % 10 === 0

/** The check digit to put after `digits`. @throws RangeError when not digits. @example luhnCheckDigit('620000000000000') // '5' */
export function luhnCheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('not a string of digits')
  return String((10 - (luhnSum(`${digits}0`) % 10)) % 10)
}
