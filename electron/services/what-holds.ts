import type { Result } from '../../core/kernel/result.ts'
import type { SentFile } from './packs.ts'

/** Each pack whole, in the order they came. */
function packsIn(sent: readonly SentFile[]): SentFile[][] {
  const packs = new Map<string, SentFile[]>()
  for (const file of sent) {
    const pack = `${file.kind}.${file.version}`
    packs.set(pack, [...(packs.get(pack) ?? []), file])
  }
  return [...packs.values()]
}

/**
 * What was in force and no longer holds with the program's own after an upgrade is left out by itself: it takes no other pack with it.
 * @param load puts files together with the program's own
 * @example await whatHolds(sent, (files) => loadPacks('templates', files))
 */
export async function whatHolds<T>(sent: readonly SentFile[], load: (files: readonly SentFile[]) => Promise<Result<T>>): Promise<Result<T>> {
  const all = await load(sent)
  if (all.ok) return all
  let held: SentFile[] = []
  let rest = packsIn(sent)
  // One may name another that stands behind it.
  for (let before = rest.length + 1; rest.length > 0 && rest.length < before; ) {
    before = rest.length
    const left: SentFile[][] = []
    for (const pack of rest) {
      const more = [...held, ...pack]
      if ((await load(more)).ok) held = more
      else left.push(pack)
    }
    rest = left
  }
  return await load(held)
}
