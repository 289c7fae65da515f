import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { checkAllListed, checkTagCoverage, type PathOf, pathMatcher, warnOfClashes } from './bag-completeness.ts'
import { readDeclaration } from './bag-declaration.ts'
import { checkFetch } from './bag-fetch.ts'
import { checkOxum, readBagInfo } from './bag-info.ts'
import { ALGORITHMS, type BagManifest, manifestAlgorithm, readManifest } from './bag-manifest.ts'
import { BagReport } from './bag-report.ts'
import { walkBag } from './bag-walk.ts'
import { hashFile } from './hashing.ts'

/** Compares every listed file with its checksums, each file read once however many manifests list it. */
async function checkFixity(root: string, manifests: readonly BagManifest[], pathOf: PathOf, fetched: ReadonlySet<string>, report: BagReport): Promise<void> {
  const wanted = new Map<string, { manifest: BagManifest; digest: string }[]>()
  for (const manifest of manifests) {
    for (const [listed, digest] of manifest.entries) {
      const file = pathOf(listed)
      if (file === null) {
        if (!fetched.has(listed)) report.error('MISSING', listed, `is in ${manifest.file} but not in the bag`)
      } else if (ALGORITHMS.has(manifest.algorithm)) wanted.set(file, [...(wanted.get(file) ?? []), { manifest, digest }])
    }
  }
  for (const [file, checks] of wanted) {
    const { digests } = await hashFile(
      path.join(root, file),
      checks.map((check) => check.manifest.algorithm),
    )
    checks.forEach((check, index) => {
      if (digests[index] !== check.digest) report.error('CHANGED', file, `does not have the checksum of ${check.manifest.file}`)
    })
  }
}

function checkAlgorithms(manifests: readonly BagManifest[], report: BagReport): void {
  if (manifests.length === 0) report.error('MANIFEST_MISSING', 'manifest-<algorithm>.txt', 'there is no payload manifest')
  const known = manifests.filter((manifest) => ALGORITHMS.has(manifest.algorithm))
  for (const manifest of manifests) {
    if (known.includes(manifest)) continue
    const text = `its algorithm ${manifest.algorithm} is not known here, so its checksums were not compared`
    report.strict(known.length === 0, 'ALGORITHM_UNKNOWN', manifest.file, text)
  }
  if (known.length > 0 && known.every((manifest) => ['md5', 'sha1'].includes(manifest.algorithm))) {
    report.warn('ALGORITHM_WEAK', known[0]?.file ?? '', 'md5 and sha1 find accidents, not forgery')
  }
}

/**
 * Checks any bag, versions 0.93 to 1.0, as RFC 8493 says: declaration, manifests, completeness, fixity, Payload-Oxum,
 * fetch.txt, tag manifests, paths that would leave the bag. Reads only. No key is needed.
 * @returns errors (the bag is invalid) and warnings (it is valid, but…)
 * @throws when a file cannot be read
 */
export async function verifyBag(root: string): Promise<BagReport> {
  const report = new BagReport()
  const found = await stat(root).catch(() => null)
  if (!found?.isDirectory()) {
    report.error('NOT_A_FOLDER', '.', 'there is no such folder; a bag inside a tar or zip must be unpacked first')
    return report
  }
  const files = await walkBag(root, report)
  const onDisk = new Set(files.map((file) => file.path))
  const bytesOf = async (name: string): Promise<Buffer | null> => (onDisk.has(name) ? await readFile(path.join(root, name)) : null)
  const declaration = readDeclaration(await bytesOf('bagit.txt'), report)
  if (!declaration) return report
  const data = await stat(path.join(root, 'data')).catch(() => null)
  if (!data?.isDirectory()) report.error('PAYLOAD_MISSING', 'data', 'there is no payload folder')
  const payload = files.filter((file) => file.path.startsWith('data/'))
  const tagFiles = files.map((file) => file.path).filter((file) => !file.startsWith('data/'))
  const manifestsOf = async (kind: 'manifest' | 'tagmanifest'): Promise<BagManifest[]> =>
    await Promise.all(
      tagFiles
        .filter((file) => manifestAlgorithm(file, kind) !== null)
        .sort()
        .map(async (file) => readManifest(file, kind, (await bytesOf(file)) ?? Buffer.alloc(0), declaration, onDisk, report)),
    )
  const manifests = await manifestsOf('manifest')
  const tagManifests = await manifestsOf('tagmanifest')
  checkAlgorithms(manifests, report)
  for (const manifest of [...manifests, ...tagManifests]) warnOfClashes(manifest, report)

  const pathOf = pathMatcher(onDisk, declaration.strict, report)
  checkAllListed(
    payload.map((file) => file.path),
    manifests,
    pathOf,
    declaration.strict,
    report,
  )
  checkTagCoverage(tagFiles, tagManifests, declaration.strict, report)
  const listed = new Set(manifests.flatMap((manifest) => [...manifest.entries.keys()]))
  const fetch = await bytesOf('fetch.txt')
  const pending = new Set<string>()
  if (fetch) {
    checkFetch(fetch, declaration, listed, onDisk, report)
    for (const finding of report.errors) if (finding.code === 'FETCH_PENDING') pending.add(finding.path)
  }
  await checkFixity(root, [...manifests, ...tagManifests], pathOf, pending, report)
  for (const file of ['bag-info.txt', 'package-info.txt']) {
    const bytes = await bytesOf(file)
    const info = bytes ? readBagInfo(file, bytes, declaration, report) : []
    const total = payload.reduce((sum, entry) => sum + entry.bytes, 0)
    checkOxum(file, info, total, payload.length, declaration.strict, report)
  }
  return report
}
