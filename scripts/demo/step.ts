import type { Refusal, Result } from '../../core/kernel/result.ts'

/** A step of a case that was refused: the demo ends naming case and step. */
export class StepFailed extends Error {
  readonly caseName: string
  readonly step: string
  readonly refusal: Refusal
  constructor(caseName: string, step: string, refusal: Refusal) {
    super(`case ${caseName}, step ${step}: ${refusal.code} ${JSON.stringify(refusal.details)}`)
    this.caseName = caseName
    this.step = step
    this.refusal = refusal
  }
}

export type Run = <T>(step: string, work: Promise<Result<T>>) => Promise<T>

/** Runs steps of one case, telling each as it goes. @throws StepFailed */
export const stepsOf =
  (caseName: string, tell: (step: string) => void): Run =>
  async (step, work) => {
    const result = await work
    if (!result.ok) throw new StepFailed(caseName, step, result.error)
    tell(step)
    return result.value
  }
