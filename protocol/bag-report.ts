/** One thing found in a bag: a stable code, the file it is about, and words for the person at the console. */
export interface BagFinding {
  readonly code: string
  readonly path: string
  readonly text: string
}

/** What a check of a bag has found so far. A bag is valid while there is no error. */
export class BagReport {
  readonly errors: BagFinding[] = []
  readonly warnings: BagFinding[] = []
  error(code: string, path: string, text: string): void {
    this.errors.push({ code, path, text })
  }
  warn(code: string, path: string, text: string): void {
    this.warnings.push({ code, path, text })
  }
  /** An error from BagIt 1.0 on, a warning before. */
  strict(isStrict: boolean, code: string, path: string, text: string): void {
    if (isStrict) this.error(code, path, text)
    else this.warn(code, path, text)
  }
}
