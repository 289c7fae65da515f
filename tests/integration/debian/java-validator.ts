import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian's PDFBox Preflight: an independent validator of PDF/A-1b. */
const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'jaxb-api', 'javax.activation'].map((name) => `/usr/share/java/${name}.jar`)

/** What of the validator is not installed here. */
export const missingValidator = (): string[] => [
  ...(spawnSync('java', ['-version']).error ? ['java'] : []),
  ...JARS.filter((jar) => !existsSync(jar)).map((jar) => `${jar} (libpdfbox2-java, libjaxb-api-java)`),
]

/** What Preflight says of a file: 'valid' or its complaints. */
export function preflight(file: string): string {
  const { stdout, stderr } = spawnSync('java', ['-cp', JARS.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', file], { encoding: 'utf8' })
  return /is a valid PDF\/A-1b file/.test(stdout) ? 'valid' : `${stdout}${stderr}`.slice(0, 600)
}
