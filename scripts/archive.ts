import { verifyBag } from '../protocol/bag-verify.ts'

const USAGE = 'usage: npm run archive -- verify FOLDER'
const printable = (text: string): string => text.replace(/\p{Cc}/gu, (mark) => `\\x${mark.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** Checks one bag, ours or not, as RFC 8493 says. Exit code: 0 valid, 1 invalid, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  const [command, folder, ...rest] = args
  if (command !== 'verify' || folder === undefined || rest.length > 0) {
    console.error(USAGE)
    return 2
  }
  const report = await verifyBag(folder)
  for (const { code, path, text } of report.warnings) console.log(printable(`warning ${code} ${path}: ${text}`))
  for (const { code, path, text } of report.errors) console.log(printable(`error ${code} ${path}: ${text}`))
  const counts = `${report.errors.length} errors, ${report.warnings.length} warnings`
  console.log(report.errors.length === 0 ? `valid (${counts})` : `invalid (${counts})`)
  return report.errors.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`cannot check: ${error instanceof Error ? error.message : String(error)}`)
  return 1
})
