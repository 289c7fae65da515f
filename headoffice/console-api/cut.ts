/** A list of at most so many, and whether there is more: asked for one more than is shown. */
export function cut<T>(rows: readonly T[], most: number): { readonly rows: readonly T[]; readonly more: boolean } {
  return { rows: rows.slice(0, most), more: rows.length > most }
}
