// Fails when electron/ uses a member or an event of Electron that the stand-in does not offer, even in code no test reaches.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { unknownEvents, unoffered, usersOfElectron } from './drift.ts'
import { findUses } from './usage.ts'

const root = path.join(import.meta.dirname, '../..')
const declarations = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8')
const uses = findUses(usersOfElectron(path.join(root, 'electron')), root)
const complaints = [...unoffered(uses), ...unknownEvents(declarations)]
for (const complaint of complaints) console.error(complaint)
console.log(`electron-host: ${uses.length} uses of Electron checked, ${complaints.length} not offered`)
process.exit(complaints.length > 0 ? 1 : 0)
