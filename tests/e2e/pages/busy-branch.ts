import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { ApplicationInput } from '../../../core/intake/application.ts'
import { trader } from '../../fixtures/applications.ts'
import { drawLicence } from '../../fixtures/pages/draw-licence.ts'
import { expectBridge } from './bridge-call.ts'
import { fileItem, openItems, scanFile } from './case-page.ts'
import { hirePeople } from './hire.ts'
import { administrator, branchManager, firstManager, type Person, reviewer, secondManager, teller } from './people.ts'

type Body = z.input<Calls['intake.open']['input']>['body']
interface CaseFile {
  readonly cases: readonly { readonly application: ApplicationInput; readonly survey: Record<string, Record<string, unknown> | null> }[]
}
const bundled = (JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../scripts/demo/cases.json'), 'utf8')) as CaseFile).cases

/** What the managers found of a bundled case, the mortgage first, with the visit, the call and the enquiry made on this day. */
export function bundledSurvey(on: string, nth = 0): object {
  const { creditReport, visit, callback, valuation, ...rest } = bundled[nth]?.survey ?? {}
  return {
    ...rest,
    creditReport: { ...creditReport, enquiredOn: on },
    visit: { ...visit, visitedOn: on },
    callback: { ...callback, calledOn: on },
    valuation: valuation && { ...valuation, valuedOn: on },
  }
}

/** Drafts as a morning at the counter leaves them. */
const DRAFTS: readonly [name: string, productCode: string, yuan: number, months: number][] = [
  ['单晓峰', 'IND-BIZ-CREDIT', 180_000, 12],
  ['欧阳春兰', 'IND-CONSUME-MORTGAGE', 800_000, 60],
  ['李秀英', 'IND-BIZ-CREDIT', 150_000, 24],
  ['张伟', 'IND-CONSUME-MORTGAGE', 260_000, 36],
  ['阿卜杜热合曼·图尔荪', 'IND-BIZ-CREDIT', 60_000, 12],
  ['杨桂芳', 'IND-CONSUME-MORTGAGE', 1_200_000, 60],
  ['黄志强', 'IND-BIZ-CREDIT', 320_000, 18],
]

/** Not what was entered: the document check finds it. */
export const ON_PAPER = '杭州市测试区某路 5 号'

const signIn = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

async function addPeople(page: Page): Promise<void> {
  await signIn(page, administrator)
  const { staff } = await expectBridge(page, 'staff.list', {})
  const known = new Set(staff.map(({ staffNo }) => staffNo))
  await hirePeople(page, ...[teller, firstManager, secondManager, reviewer, branchManager].filter(({ staffNo }) => !known.has(staffNo)))
}

/** A case with its papers, submitted; `defective` items are judged unsound. */
async function takeIn(page: Page, application: ApplicationInput, defective: readonly string[], stages: readonly string[]): Promise<string> {
  const body = JSON.parse(JSON.stringify(application)) as Body
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: application.productCode, body })
  await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
  const scan = [...readFileSync(scanFile('three-pages.pdf'))]
  const { business, borrower } = application
  const licence = business
    ? [...(await drawLicence({ uscc: business.uscc, name: business.name, operator: borrower.name, premises: ON_PAPER, since: business.registeredOn }))]
    : []
  for (const stage of stages) {
    for (const item of await openItems(page, caseId, stage))
      await fileItem(page, caseId, item, item.itemId === 'D401' ? licence : scan, defective.includes(item.itemId) ? ['E07'] : [])
  }
  const { duplicates } = await expectBridge(page, 'intake.check', { caseId, body })
  for (const { applicationNo } of duplicates.filter(({ awaited }) => awaited))
    await expectBridge(page, 'intake.judgeDuplicate', { caseId, body, applicationNo, verdict: 'SAME', reason: '' })
  const { version } = await expectBridge(page, 'cases.get', { caseId })
  await expectBridge(page, 'intake.submit', { caseId, version, body, warningsReason: '客户已说明' })
  return caseId
}

const versionOf = async (page: Page, caseId: string): Promise<number> => (await expectBridge(page, 'cases.get', { caseId })).version

export interface BusyBranch {
  readonly surveyed: string
  readonly accepted: string
  readonly deficient: string
  readonly checking: string
  readonly draft: string
}

/** Fills a set-up branch with people and cases at different stages, through the same bridge as the window; leaves the teller signed in. */
export async function fillBranch(page: Page): Promise<BusyBranch> {
  await addPeople(page)
  await signIn(page, teller)
  let draft = ''
  for (const [name, productCode, yuan, tenorMonths] of DRAFTS) {
    const body = { productCode, borrower: { name }, loan: { amountFen: yuan * 100, tenorMonths } }
    const { caseId } = await expectBridge(page, 'intake.open', { productCode, body })
    await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
    draft = caseId
  }
  const [, soleTrader, late] = bundled
  if (!soleTrader || !late) throw new Error('the bundled cases are gone')
  const checking = await takeIn(page, trader(), ['D307'], ['INTAKE'])
  const deficient = await takeIn(page, late.application, ['D307', 'D205'], ['INTAKE'])
  await expectBridge(page, 'completeness.notice', { caseId: deficient, version: await versionOf(page, deficient), newItemReasons: {} })
  const accepted = await takeIn(page, soleTrader.application, [], ['INTAKE'])
  await signIn(page, firstManager)
  await expectBridge(page, 'completeness.accept', { caseId: accepted, version: await versionOf(page, accepted) })
  const surveyed = await takeSurveyed(page)
  return { surveyed, accepted, deficient, checking, draft }
}

/** The bundled mortgage case, accepted, with its two managers named; leaves the teller signed in. */
export async function takeSurveyed(page: Page, stages: readonly string[] = ['INTAKE', 'SURVEY']): Promise<string> {
  const mortgage = bundled[0]
  if (!mortgage) throw new Error('the bundled cases are gone')
  await addPeople(page)
  await signIn(page, teller)
  const surveyed = await takeIn(page, mortgage.application, [], stages)
  await signIn(page, firstManager)
  await expectBridge(page, 'completeness.accept', { caseId: surveyed, version: await versionOf(page, surveyed) })
  await signIn(page, branchManager)
  const { staff } = await expectBridge(page, 'staff.list', {})
  const idOf = (person: Person): string => staff.find((one) => one.staffNo === person.staffNo)?.staffId ?? ''
  await expectBridge(page, 'investigation.assign', {
    caseId: surveyed,
    version: await versionOf(page, surveyed),
    firstManager: idOf(firstManager),
    secondManager: idOf(secondManager),
  })
  await signIn(page, teller)
  return surveyed
}
