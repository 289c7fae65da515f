import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '../../../headoffice/console/locales/messages.ts'
import { reasonCode } from '../../../headoffice/console/quarantine-reasons.ts'

const root = path.join(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const readers = readdirSync(path.join(root, 'protocol')).filter((name) => /^(hob-(records|blobs|part)|strict-tar)\.ts$/.test(name))

const FILES = ['bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'seal.minisig']
/** Every reason the readers of a batch give, in their own words. */
const free = [...readers.map((name) => `protocol/${name}`), 'headoffice/import/project-batch.ts'].flatMap((file) =>
  read(file)
    .split('\n')
    .filter((line) => /\bbad\(|TarError\(|\breturn '|\? null : '|found\.ok \?/.test(line))
    .flatMap((line) => [...line.matchAll(/'([a-z][a-z0-9 .,-]+)'/g)].map(([, text = '']) => text))
    .filter((text) => !FILES.includes(text)),
)
/** Every code a record or batch is set aside with. */
const codes = ['core/batch/judge-record.ts', 'headoffice/import/judge-lines.ts', 'headoffice/import/project-batch.ts', 'headoffice/import/project.ts']
  .map(read)
  .flatMap((source) => [...source.matchAll(/(?:reject\(|code: |quarantineBatch\([^)]*, )'([A-Z_]+)'/g)].map(([, code = '']) => code))
  .filter((code) => code !== 'SCHEMA_UNKNOWN' && code !== 'BATCH_CONTENT_BAD')

describe.each(Object.entries(messages))('what is set aside is said in %s', (_locale, { reasons }) => {
  it('for every reason a reader of batches gives', () => {
    expect(free.length).toBeGreaterThan(24)
    expect(free.filter((reason) => !(reasonCode(reason) in reasons))).toEqual([])
  })
  it('for every code of a record', () => {
    expect(codes).toContain('KEYS_NOT_PROVEN')
    expect(codes.filter((code) => !(reasonCode(code) in reasons))).toEqual([])
  })
})
