import { createHash } from 'node:crypto'
import { ok, type Result } from '../../core/kernel/result.ts'
import { loadPacks, type Packs, type SentFile } from './packs.ts'
import { type ReferenceData, referenceWith } from './reference-data.ts'
import type { ReadBefore } from './yaml-file.ts'

export interface OwnPacks {
  /** The program's own packs, and the folder they came from. */
  readonly packs: Packs
  readonly templates: string
  /** What the build read of the data files ahead; nothing when left out. */
  readonly readBefore?: ReadBefore
  readonly reference: ReferenceData
}
export type PacksInUse = Pick<OwnPacks, 'packs' | 'reference'>

function keyOf(sent: readonly SentFile[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of sent) hash.update(`${name} ${text.length} ${text}`)
  return hash.digest('hex')
}

/**
 * Puts files of head office together with the program's own. What held together last is not loaded again while no file of it changed: what is tried
 * in a transaction is put in use after it. Refuses DATA_FILE_INVALID.
 */
export function packLoader(own: OwnPacks): (sent: readonly SentFile[]) => Promise<Result<PacksInUse>> {
  let last: { readonly key: string; readonly together: PacksInUse } | null = null
  return async (sent) => {
    const key = keyOf(sent)
    if (last?.key === key) return ok(last.together)
    const loaded = sent.length === 0 ? ok(own.packs) : await loadPacks(own.templates, sent, own.readBefore)
    if (!loaded.ok) return loaded
    const whole = referenceWith(own.reference, loaded.value)
    if (!whole.ok) return whole
    last = { key, together: { packs: loaded.value, reference: whole.value } }
    return ok(last.together)
  }
}
