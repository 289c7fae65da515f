/**
 * The closed list of loan uses (domain 1.3, use restrictions). What is not here cannot be chosen; each product pack
 * white-lists its own part. Housing, securities, futures, equity, wealth products, lending and gambling are left out on purpose.
 */
export const PURPOSE_CODES = [
  'DECORATION',
  'DURABLE_GOODS',
  'EDUCATION',
  'MEDICAL',
  'TRAVEL',
  'WEDDING',
  'STOCK_PURCHASE',
  'RAW_MATERIALS',
  'EQUIPMENT',
  'SHOP_RENT',
  'SHOP_FITTING',
  'WAGES',
  'FARM_INPUTS',
  'LIVESTOCK',
  'FARM_MACHINERY',
  'LAND_RENT',
] as const
export type PurposeCode = (typeof PURPOSE_CODES)[number]
