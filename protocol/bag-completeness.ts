import type { BagManifest } from './bag-manifest.ts'
import type { BagReport } from './bag-report.ts'

/** Which file on disk a listed path means: itself, or the one file that differs only in Unicode form or in case. */
export type PathOf = (listed: string) => string | null

const nfc = (path: string): string => path.normalize('NFC')

/** Matches listed paths to files. Another Unicode form is tolerated with a warning; another case only before 1.0. */
export function pathMatcher(onDisk: ReadonlySet<string>, strict: boolean, report: BagReport): PathOf {
  const forms = new Map([...onDisk].map((path) => [nfc(path), path]))
  const folded = new Map([...onDisk].map((path) => [nfc(path).toLowerCase(), path]))
  return (listed) => {
    if (onDisk.has(listed)) return listed
    const other = forms.get(nfc(listed)) ?? (strict ? undefined : folded.get(nfc(listed).toLowerCase()))
    if (other !== undefined) report.warn('NAME_DIFFERS', listed, 'is on disk under a name of other case or other Unicode form')
    return other ?? null
  }
}

/** Warns of paths of one manifest that a Windows or macOS disk would take for one file. */
export function warnOfClashes(manifest: BagManifest, report: BagReport): void {
  const seen = new Map<string, string>()
  for (const path of manifest.entries.keys()) {
    const key = nfc(path).toLowerCase()
    if (seen.has(key)) report.warn('NAMES_CLASH', path, `${manifest.file} also lists a name that differs only in case or Unicode form`)
    seen.set(key, path)
  }
}

/** RFC 8493 §3: every payload file in every manifest (before 1.0: in at least one). */
export function checkAllListed(payload: readonly string[], manifests: readonly BagManifest[], pathOf: PathOf, strict: boolean, report: BagReport): void {
  const covered = manifests.map((manifest) => new Set([...manifest.entries.keys()].map((path) => pathOf(path) ?? path)))
  for (const path of payload) {
    const without = manifests.filter((_, index) => !covered[index]?.has(path))
    if (without.length === manifests.length) report.error('NOT_LISTED', path, 'is in the payload but in no manifest')
    else for (const manifest of without) report.strict(strict, 'NOT_IN_EVERY_MANIFEST', path, `is not in ${manifest.file}`)
  }
}

/** RFC 8493 §2.2.1: a tag manifest lists every payload manifest, and should list the other tag files. */
export function checkTagCoverage(tagFiles: readonly string[], tagManifests: readonly BagManifest[], strict: boolean, report: BagReport): void {
  for (const manifest of tagManifests) {
    for (const file of tagFiles) {
      if (manifest.entries.has(file) || /^tagmanifest-/i.test(file)) continue
      const payloadManifest = /^manifest-[^/]+\.txt$/i.test(file)
      report.strict(strict && payloadManifest, 'TAG_NOT_LISTED', file, `is not in ${manifest.file}`)
    }
  }
}
