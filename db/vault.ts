/** Where a sealed value stands; bound into its authentication (AAD), so that it opens nowhere else. */
export interface SealedPlace {
  readonly table: string
  readonly column: string
  readonly row: string
}

/** The branch data key at work (rulings 9, 14). Made by `electron/services/vault.ts`; repositories only use it. */
export interface Vault {
  /** AES-256-GCM with a version byte and a fresh nonce. */
  seal(place: SealedPlace, plain: string): Uint8Array
  /** @throws when the bytes were altered, moved or sealed under another key. */
  open(place: SealedPlace, sealed: Uint8Array): string
  /** HMAC-SHA-256 (12 bytes) of a normalised value, for exact search. `kind` separates ID, phone, USCC, name. */
  blindIndex(kind: 'ID' | 'PHONE' | 'USCC' | 'NAME', value: string): Uint8Array
}
