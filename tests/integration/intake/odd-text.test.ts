import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { packFor } from '../../../electron/services/packs.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { readDraft, saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { checkBody } from '../../../electron/usecases/intake/submit-application.ts'
import { bundledCases, openTestBranch, type TestBranch } from '../usecases/test-branch.ts'
import { withEveryType } from './worn-pile.ts'

/** Text that belongs in no form, in every text of every form of the demonstration: each is named, and the draft keeps it. */
let branch: TestBranch
beforeAll(async () => {
  const file = await withEveryType(await bundledCases())
  branch = await openTestBranch(() => file)
})
afterAll(() => branch.remove())

type Body = Record<string, unknown>
const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null
function textPaths(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'string') return [[...path]]
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...path, key])) : []
}
function withText(form: Body, path: readonly string[], text: string): Body {
  const copy: Body = structuredClone(form)
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), copy)
  if (isObject(parent)) parent[path.at(-1) ?? ''] = text
  return copy
}
const bodies = (): Body[] => branch.cases.cases.map(({ application }) => JSON.parse(JSON.stringify(application)))

describe('in every text of every form', () => {
  it.each([
    ['an emoji', '测试😀'],
    ['an emoji of several joined', '👨‍👩‍👧'],
    ['Hebrew', 'עברית'],
    ['Arabic', 'مرحبا'],
    ['a mark that turns the line round', '\u202e测试'],
    ['ten thousand characters', '字'.repeat(10_000)],
  ])('%s is refused where it stands', (_what, text) => {
    const unnamed: string[] = []
    let fields = 0
    for (const body of bodies()) {
      const pack = packFor(branch.counter.packs, String(body.productCode))
      if (!pack) throw new Error('no pack')
      for (const path of textPaths(body).filter(([head]) => head !== 'productCode')) {
        fields += 1
        const { issues } = checkBody(branch.counter, pack, withText(body, path, text), branch.cases.businessDate)
        if (!issues.some((issue) => issue.level === 'STOP' && issue.path === path.join('.'))) unnamed.push(`${body.productCode}: ${path.join('.')}`)
      }
    }
    expect(fields).toBeGreaterThan(300)
    expect(unnamed).toEqual([])
  })
})

it('is all kept by the draft, to the last character', async () => {
  const { counter, staff } = branch
  const odd = '测试😀 עברית مرحبا'
  for (const body of bodies().slice(-2)) {
    const strange = textPaths(body)
      .filter(([head]) => head !== 'productCode')
      .reduce((form, path) => withText(form, path, odd), body)
    const { caseId, version } = expectOk(await openCase(counter, staff.teller, { productCode: String(body.productCode), body: {} as never }))
    expectOk(await saveDraft(counter, staff.teller, { caseId, version, body: strange }))
    expect(expectOk(await readDraft(counter, staff.teller, caseId)).body).toEqual(strange)
  }
})
