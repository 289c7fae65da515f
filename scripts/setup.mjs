// Makes this machine ready for what is asked, doing only what is missing and saying each thing it does.
//   node scripts/setup.mjs [core|browser|app]
// core: Node and sqlite3. browser: core, and a browser, a PostgreSQL server and Debian's tools for the suites. app: core, and Electron or a browser with a window.

import { ensureBrowser } from './setup/browser.mjs'
import { ensureElectronOrWindow } from './setup/electron.mjs'
import { ensureNode } from './setup/node.mjs'
import { ensurePostgres } from './setup/postgres.mjs'
import { ensureSqlite } from './setup/sqlite.mjs'
import { ensureStockTools } from './setup/stock-tools.mjs'

const goal = process.argv[2] ?? 'browser'
if (!['core', 'browser', 'app'].includes(goal)) {
  console.error(`setup: unknown goal "${goal}"; use core, browser or app`)
  process.exit(2)
}
const node = ensureNode()
ensureSqlite(node)
if (goal === 'browser') ensureBrowser(node)
if (goal === 'browser') ensurePostgres()
if (goal === 'browser') ensureStockTools()
if (goal === 'app') ensureElectronOrWindow(node)
