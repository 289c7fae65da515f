import type { SealedPlace, Vault } from './vault.ts'

/** One sealed JSON value per row (ADR 0005). @example sealJson(vault, { table: 'survey', column: 'sealed', row }, survey) */
export const sealJson = (vault: Vault, place: SealedPlace, value: unknown): Uint8Array => vault.seal(place, JSON.stringify(value))

/** @throws when the bytes were altered, moved or sealed under another key; what `parse` throws when the value is not of its shape */
export const openJson = <T>(vault: Vault, place: SealedPlace, sealed: Uint8Array, parse: (value: unknown) => T): T =>
  parse(JSON.parse(vault.open(place, sealed)))

/** The seal vouches that we wrote the value ourselves: for shapes that have no schema in core. */
export const trusted = <T>(value: unknown): T => value as T

/** The normal form behind a blind index: full-width digits, case and spaces do not make another person. */
export const forIndex = (value: string): string => value.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
