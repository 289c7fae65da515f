import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newAgeKey } from '../../protocol/age-file.ts'
import { hashFile, sha256Hex } from '../../protocol/hashing.ts'
import { type BenchRow, median, row } from './row.ts'

const ROUNDS = 3
const FILES = 320
const BYTES = 200_000
/** At least 0.6 of the shell's speed, 0.3 with the cipher Electron has, and three times sha256sum, as times (sync.md §9). */
const [BUILD_TARGET, ELECTRON_TARGET, FIXITY_TARGET] = [1 / 0.6, 1 / 0.3, 1 / 3]
const MEMORY_MB = 200

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A batch against `tar | age | sha256sum | sync` over the same files, with either cipher, its memory, and fixity. */
export async function benchBatchBuild(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-batch-'))
  try {
    const { recipient } = await newAgeKey()
    const blobs = path.join(folder, 'blobs')
    mkdirSync(blobs)
    const index = Array.from({ length: FILES }, () => {
      const bytes = randomBytes(BYTES)
      const sha256 = sha256Hex(bytes)
      writeFileSync(path.join(blobs, sha256), bytes)
      return { sha256, bytes: BYTES }
    })
    writeFileSync(path.join(blobs, 'index.json'), JSON.stringify(index))
    const job = path.join(import.meta.dirname, 'batch-build-job.ts')
    const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
    const shell = (round: number): string =>
      `tar cf - -C ${blobs} . | age -r ${recipient} > ${folder}/s${round}.age && sha256sum ${folder}/s${round}.age > /dev/null && (cd ${blobs} && sha256sum * > /dev/null) && sync ${folder}/s${round}.age`
    const hasAge = spawnSync('age', ['--version']).error === undefined
    const build = (outbox: string, cipher: 'native' | 'portable'): { wallMs: number; rssMb: number } =>
      JSON.parse(execFileSync(process.execPath, [...flags, job, blobs, path.join(folder, outbox), recipient, cipher], { encoding: 'utf8' }))
    const [ours, portable, theirs, memory]: [number[], number[], number[], number[]] = [[], [], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      const [native, slow] = [build(`o${round}`, 'native'), build(`p${round}`, 'portable')]
      ours.push(native.wallMs)
      portable.push(slow.wallMs)
      memory.push(native.rssMb, slow.rssMb)
      if (hasAge) theirs.push(await timed(() => execFileSync('sh', ['-c', shell(round)])))
    }
    const big = path.join(folder, 'big')
    writeFileSync(big, randomBytes(256 << 20))
    const fixity = { ours: await timed(() => hashFile(big, ['sha256'])), theirs: await timed(() => execFileSync('sha256sum', [big])) }
    const baseline = theirs.length > 0 ? median(theirs) : null
    return [
      row({ name: 'batch: build 64 MB, against tar | age | sha256sum | sync', unit: 'ms', value: median(ours), baseline, target: BUILD_TARGET }),
      row({ name: 'batch: memory while building, against the limit', unit: 'MB', value: Math.max(...memory), baseline: MEMORY_MB, target: 1 }),
      row({
        name: 'batch: build 64 MB with the cipher Electron has, against the same',
        unit: 'ms',
        value: median(portable),
        baseline,
        target: ELECTRON_TARGET,
      }),
      row({ name: 'batch: fixity of 256 MB, against sha256sum', unit: 'ms', value: fixity.ours, baseline: fixity.theirs, target: FIXITY_TARGET }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
