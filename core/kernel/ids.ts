declare const idBrand: unique symbol
type Id<Name extends string> = string & { readonly [idBrand]: Name }

export type CaseId = Id<'case'>
export type StaffId = Id<'staff'>
export type PaperId = Id<'paper'>
export type DocumentId = Id<'document'>
/** SHA-256 in lower-case hex. */
export type Sha256 = Id<'sha256'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Narrows a string from outside to an id. @throws RangeError when it is not a lower-case UUID. @example asId<CaseId>(text) */
export function asId<T extends CaseId | StaffId | PaperId | DocumentId>(text: string): T {
  if (!UUID.test(text)) throw new RangeError('not an id')
  return text as T
}

/** @throws RangeError when `text` is not 64 lower-case hex digits. */
export function sha256(text: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError('not a SHA-256')
  return text as Sha256
}
