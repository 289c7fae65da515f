import { randomBytes } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { app, type BrowserWindow, dialog, powerMonitor, protocol, safeStorage, utilityProcess } from 'electron'
import type { Command } from '../core/bridge/commands.ts'
import type { Incident } from './bridge/incident-log.ts'
import { fromOrigin, registerBridge } from './bridge/register.ts'
import { SessionRegistry } from './bridge/session-registry.ts'
import { startCounter } from './compose.ts'
import { dataFolder } from './data-folder.ts'
import { dialogPorts } from './dialogs.ts'
import { watchIdle } from './idle-lock.ts'
import { lockDown } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { readMenuLabels } from './menu-labels.ts'
import { printPorts } from './print-window.ts'
import { ORIGIN, serveFile } from './serve-file.ts'
import { pictureOf, servePicture } from './serve-picture.ts'
import { serveTicket, type TicketOffice, ticketOf } from './serve-ticket.ts'
import { makeSafeStorageKeyStore } from './services/key-store-os.ts'
import { utilitySealer } from './services/part-sealer/utility-sealer.ts'
import { utilityReader } from './services/scan-reader/utility-reader.ts'
import { StartRefused, startFailureWords } from './start-failure.ts'
import { restartArguments, TRAINING_SWITCH } from './training-start.ts'
import type { PagePictures } from './usecases/scans/page-pictures.ts'
import { openWindow } from './window.ts'

const outFolder = path.join(import.meta.dirname, '..')
const appRoot = path.join(outFolder, '..')
const labels = readMenuLabels(appRoot, 'zh-CN')
const sessions = new SessionRegistry()
let window: BrowserWindow | null = null
let closing: Promise<void> | null = null
let files: TicketOffice | null = null
let pictures: PagePictures | null = null

/** The folder of practice lies apart, with a lock, a database and a profile of its own (ADR 0060). */
const training = app.commandLine.hasSwitch(TRAINING_SWITCH)
const place = dataFolder({
  platform: process.platform,
  userData: app.getPath('userData'),
  chosen: app.commandLine.hasSwitch('user-data-dir'),
  localAppData: process.env.LOCALAPPDATA,
  home: app.getPath('home'),
  training,
  realPath: realpathSync.native,
})
if (place.ok && place.value !== app.getPath('userData')) {
  // Electron sets no path to a folder that is not there.
  mkdirSync(place.value, { recursive: true, mode: 0o700 })
  app.setPath('userData', place.value)
}
const restart = (practise: boolean): void => {
  app.relaunch({ args: restartArguments(process.argv.slice(1), practise) })
  app.quit()
}

const tellWindow = (command: Command): void => window?.webContents.send('command', command)
const lockAll = (): void => {
  if (sessions.lockAll()) tellWindow('locked')
}

async function start(): Promise<void> {
  protocol.handle('app', ({ url }) => {
    const [ticket, picture] = [ticketOf(url), pictureOf(url)]
    if (ticket !== null && files) return serveTicket(files, ticket, (session) => sessions.sits(session))
    if (picture !== null && pictures) return servePicture(pictures, picture)
    return serveFile(path.join(outFolder, 'renderer'), url)
  })
  lockDown()
  setMenu(labels, tellWindow)
  const starting = startCounter({
    appRoot,
    userData: app.getPath('userData'),
    version: app.getVersion(),
    osStore: makeSafeStorageKeyStore(safeStorage),
    ports: {
      ...dialogPorts(
        () => window,
        labels,
        dialog,
        () => app.getPath('documents'),
      ),
      ...printPorts(() => window),
    },
    training,
    restart,
    startSealer: utilitySealer(() => utilityProcess.fork(path.join(import.meta.dirname, 'part-sealer.js'))),
    startReader: utilityReader(() => utilityProcess.fork(path.join(import.meta.dirname, 'scan-reader.js'))),
  })
  // The window loads its page meanwhile, and is shown once there is a counter behind it.
  const opening = openWindow(outFolder, labels.appName, app.isPackaged, starting, () => void starting.then((counter) => counter.warm()))
  registerBridge({
    sessions,
    trusted: fromOrigin(ORIGIN),
    parts: starting.then(({ calls, handlers, log }) => ({
      calls,
      handlers,
      incidentNumber: () => randomBytes(4).toString('hex').toUpperCase(),
      log: (incident: Incident) => log.error('call.failed', incident),
    })),
  })
  // Awaited below: whoever is told of a counter that does not open is not told of its page as well.
  opening.catch(() => undefined)
  const counter = await starting
  files = counter.files
  pictures = counter.pictures
  const watch = watchIdle(() => powerMonitor.getSystemIdleTime(), counter.idleMinutes, lockAll)
  powerMonitor.on('lock-screen', lockAll)
  powerMonitor.on('suspend', lockAll)
  app.on('will-quit', (event) => {
    watch.stop()
    if (closing) return
    event.preventDefault()
    closing = counter.close().finally(() => app.quit())
  })
  window = await opening
  const { id } = window.webContents
  window.webContents.on('input-event', watch.touched)
  window.on('closed', () => {
    sessions.forget(id)
    window = null
  })
}

function showStartFailure(error: unknown): void {
  dialog.showErrorBox(labels.startFailed, startFailureWords(appRoot, 'zh-CN', error))
  app.exit(1)
}

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
if (!place.ok) showStartFailure(new StartRefused(place.error))
else if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.show()
    window?.focus()
  })
  // Never awaited at top level: Electron becomes ready only after this module has been evaluated.
  app.whenReady().then(start).catch(showStartFailure)
} else app.quit()
