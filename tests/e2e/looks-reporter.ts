import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

interface Look {
  readonly name: string
  readonly size: string
  readonly code: string
  readonly found: number
}

/** Says at the end of the suites how many screens and states were looked at, in how many pairs of size and language, and what was found. */
export default class LooksReporter implements Reporter {
  private readonly looks: Look[] = []

  onTestEnd(_test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) if (type === 'look' && description) this.looks.push(JSON.parse(description) as Look)
  }

  onEnd(): void {
    if (this.looks.length === 0) return
    const screens = new Set(this.looks.map(({ name }) => name)).size
    const pairs = new Set(this.looks.map(({ size, code }) => `${size} ${code}`))
    const faults = this.looks.reduce((sum, { found }) => sum + found, 0)
    process.stdout.write(
      `axe and layout: ${screens} screens and states, ${this.looks.length} looks in ${pairs.size} pairs of size and language, ${faults} findings\n`,
    )
  }
}
