import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AnyEscalatedBody } from '../../core/batch/escalation.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import type { DemoOffice } from './office.ts'

const Waiting = z.object({ cases: z.array(z.object({ branch: z.string(), caseId: z.string(), rev: z.int(), state: z.string(), applicationNo: z.string() })) })
const Seen = z.object({ seen: z.string(), body: AnyEscalatedBody, papers: z.array(z.unknown()) })

export interface DecidedAbove {
  readonly applicationNo: string
  readonly outcome: 'APPROVED'
  readonly amountFen: string
  readonly papersShown: number
}

/** An officer opens the escalated case at the console, with its papers, and approves what was asked within its limits. */
export async function decideAbove({ officers: [officer] }: DemoOffice): Promise<DecidedAbove> {
  const { cases } = await officer.get(Waiting, '/escalations')
  const one = cases.find((row) => row.state === 'open')
  if (!one) throw new Error('no escalated case has come')
  const page = `/escalations/${one.branch}/${one.caseId}/${one.rev}`
  const { seen, body, papers } = await officer.get(Seen, page)
  const amountFen = BigInt(body.amountFen) < BigInt(body.limits.limitFen) ? body.amountFen : body.limits.limitFen
  const decision = { outcome: 'APPROVED' as const, amountFen, annualRate: body.annualRate, conditions: [], reasonCodes: [], reason: '同意支行意见。' }
  await officer.post(`${page}/decide`, { step: 'propose', seen, proposal: decision, password: officer.password })
  return { applicationNo: one.applicationNo, outcome: 'APPROVED', amountFen, papersShown: papers.length }
}

export interface PublishedPack {
  readonly kind: 'PRODUCTS'
  readonly version: number
  readonly product: string
  readonly productVersion: string
}

/** A newer version of one product: drafted by one officer, published by the other, for every branch. */
export async function publishPack({ officers: [first, second] }: DemoOffice, appRoot: string, effectiveFrom: DateOnly): Promise<PublishedPack> {
  const product = 'IND-BIZ-CREDIT'
  const text = await readFile(path.join(appRoot, 'templates/products/ind-biz-credit.v2.yaml'), 'utf8')
  const next = text.replace(`${product}@2`, `${product}@3`).replace('maxMonths: 60', 'maxMonths: 48')
  const file = { name: 'ind-biz-credit.v3.yaml', text: next }
  await first.post('/packs', { kind: 'PRODUCTS', version: 1, effectiveFrom, title: '个体工商户信用贷款期限调整', note: '', files: [file] })
  await second.publish('PRODUCTS', 1)
  return { kind: 'PRODUCTS', version: 1, product, productVersion: `${product}@3` }
}
