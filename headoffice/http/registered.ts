import type { PartEntry } from '../../core/batch/envelope.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import type { Office } from '../office.ts'

/** As many as a branch may have on the way at once: it registers all, then sends papers lane by lane. */
const MOST_PER_BRANCH = 256

/** Envelopes a branch has registered and whose parts may be sent; in memory, since registering again is harmless. */
export class Registered {
  private readonly branches = new Map<string, Map<string, OpenEnvelope>>()

  add(batch: OpenEnvelope): void {
    const { branch } = batch.envelope
    const list = this.branches.get(branch) ?? new Map<string, OpenEnvelope>()
    list.delete(batch.hash)
    list.set(batch.hash, batch)
    for (const hash of list.keys()) if (list.size > MOST_PER_BRANCH) list.delete(hash)
    this.branches.set(branch, list)
  }
  get(branch: string, hash: string): OpenEnvelope | null {
    return this.branches.get(branch)?.get(hash) ?? null
  }
  /** The part a branch may send, or null when none of its envelopes names it. */
  partOf(branch: string, sha256: string): PartEntry | null {
    for (const { envelope } of this.branches.get(branch)?.values() ?? []) {
      const part = envelope.parts.find((one) => one.sha256 === sha256)
      if (part) return part
    }
    return null
  }
}

const MOST_OFFERED = 100_000

/** Parts of down batches that were listed to a branch: those it may fetch. The oldest are forgotten; to list them again is harmless. */
export class Offered {
  private readonly parts = new Set<string>()

  add(branch: string, sha256: string): void {
    const part = `${branch} ${sha256}`
    this.parts.delete(part)
    this.parts.add(part)
    for (const oldest of this.parts) {
      if (this.parts.size <= MOST_OFFERED) break
      this.parts.delete(oldest)
    }
  }
  has(branch: string, sha256: string): boolean {
    return this.parts.has(`${branch} ${sha256}`)
  }
}

/** Numbers of the parts that are not in the spool, lanes in order. One that was found damaged is asked for again. */
export async function missingParts(office: Office, parts: readonly PartEntry[]): Promise<number[]> {
  const missing: PartEntry[] = []
  for (const part of parts) if (!(await office.spool.has(part.sha256, part.bytes))) missing.push(part)
  return missing.sort((a, b) => a.lane - b.lane || a.n - b.n).map((part) => part.n)
}

/** The same by content: once all seem to be there, each is read and held to its hash. */
export async function missingWhenRead(office: Office, parts: readonly PartEntry[]): Promise<number[]> {
  const missing = await missingParts(office, parts)
  if (missing.length > 0) return missing
  for (const part of parts) await office.spool.get(part.sha256)
  return await missingParts(office, parts)
}
