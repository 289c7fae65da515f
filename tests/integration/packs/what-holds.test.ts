import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loadPacks, type SentFile } from '../../../electron/services/packs.ts'
import { whatHolds } from '../../../electron/services/what-holds.ts'

const TEMPLATES = join(import.meta.dirname, '../../../templates')
const file = (kind: SentFile['kind'], text: string): SentFile => ({ kind, version: 1, name: `${kind}.1/file.yaml`, text })

it('a pack that a new release contradicts is left out, and takes neither the LPR nor what names another pack with it', async () => {
  const product = await readFile(join(TEMPLATES, 'products/ind-biz-credit.v2.yaml'), 'utf8')
  const checklist = await readFile(join(TEMPLATES, 'checklists/first-loan.v2.yaml'), 'utf8')
  const [, version = ''] = /^version: (\S+)$/m.exec(checklist) ?? []
  const sent = [
    // The new release has other words under this version.
    file('SCORECARDS', (await readFile(join(TEMPLATES, 'scorecards/fl-biz-1.yaml'), 'utf8')).replace(/^# .*$/m, '# other words')),
    file('PRODUCTS', product.replace('IND-BIZ-CREDIT@2', 'IND-BIZ-CREDIT@12').replace(/^checklist: .*$/m, 'checklist: SENT-LIST@1')),
    file('CHECKLISTS', checklist.replace(version, 'SENT-LIST@1')),
    file('LPR', 'lpr: [{ publishedOn: 2026-07-20, oneYear: 28000, fiveYear: 33000 }]'),
  ]
  const load = (files: readonly SentFile[]) => loadPacks(TEMPLATES, files)
  expect(await load(sent)).toMatchObject({ ok: false })
  const packs = expectOk(await whatHolds(sent, load))
  expect([...packs.tables.lpr.keys()]).toEqual(['LPR@1'])
  expect(packs.products.get('IND-BIZ-CREDIT')).toMatchObject({ version: 'IND-BIZ-CREDIT@12', checklist: 'SENT-LIST@1' })
})
