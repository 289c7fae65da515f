import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/** Where `npm test` reads what failed, to say it once more beside its last line. */
const FAILURES = 'out/reports/failures.json'
const LONGEST = 400

const worded = (errors: readonly (SerializedError | { readonly message: string })[]): string =>
  (errors.map(({ message }) => message).find((message) => message !== '') ?? 'no message').replace(/\s+/g, ' ').slice(0, LONGEST)

const placeOf = ({ stack = '' }: SerializedError): string => /^ *(at .+)$/m.exec(stack)?.[1] ?? ''

/**
 * What failed, one line each: tests, files that could not be read, and errors outside of any test, which no report of Vitest's names.
 * @example failuresOf(testModules, unhandledErrors) // ['tests/unit/a.test.ts › is paid back: expected 1 to be 2']
 */
export function failuresOf(testModules: readonly TestModule[], unhandled: readonly SerializedError[]): string[] {
  return [
    ...testModules.flatMap((file) => [
      ...file.errors().map((error) => `${file.relativeModuleId}: ${worded([error])}`),
      ...[...file.children.allTests('failed')].map((test) => `${file.relativeModuleId} › ${test.fullName}: ${worded(test.result().errors ?? [])}`),
    ]),
    ...unhandled.map((error) => `outside of any test: ${worded([error])} ${placeOf(error)}`.trim()),
  ]
}

/** The output of hundreds of files is long, and often only its end is kept: this keeps what failed for the end. */
export default class FailuresReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    mkdirSync(path.dirname(FAILURES), { recursive: true })
    writeFileSync(FAILURES, JSON.stringify(failuresOf(testModules, unhandled)))
  }
}
