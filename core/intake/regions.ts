/** First two digits of a region code (GB/T 2260): the provinces, and Hong Kong, Macau, Taiwan. */
const PROVINCE_CODES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
/** Of unified social credit codes: registered with the national authority itself. */
const NATIONAL_REGISTER = '10'

/** @example provinceExists('110199') // true */
export const provinceExists = (regionCode: string): boolean => PROVINCE_CODES.has(regionCode.slice(0, 2))

/** As `provinceExists`, with the national register of companies. */
export const registerExists = (regionCode: string): boolean => regionCode.startsWith(NATIONAL_REGISTER) || provinceExists(regionCode)
