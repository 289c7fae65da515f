import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of half a minute or more, the longest first. On a fresh clone Vitest knows only sizes, and one of these begun last keeps one core busy alone for minutes. */
export const LONGEST: readonly string[] = [
  'tests/integration/simulation/seeds.test.ts',
  'tests/integration/usecases/every-type.test.ts',
  'tests/integration/usecases/one-seal.test.ts',
  'tests/integration/headoffice/late-first.test.ts',
  'tests/integration/usecases/office-put-back.test.ts',
  'tests/integration/headoffice/rebuild.test.ts',
  'tests/integration/usecases/demo-run.test.ts',
  'tests/integration/headoffice/engines.test.ts',
  'tests/integration/usecases/kill.test.ts',
  'tests/integration/usecases/reapproval.test.ts',
]

const turnOf = ({ moduleId }: TestSpecification): number => {
  const turn = LONGEST.findIndex((file) => moduleId.endsWith(file))
  return turn === -1 ? LONGEST.length : turn
}

/** Gives the longest files their turn first; the others follow as Vitest would have them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => turnOf(one) - turnOf(other))
  }
}
