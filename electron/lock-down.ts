import { app, session } from 'electron'
import { ORIGIN } from './serve-file.ts'

const own = (url: string): boolean => url.startsWith(`${ORIGIN}/`) || /^(data|blob):/.test(url)

/** No permission, no request beyond our own files, no navigation away, no second window. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, done) => done(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, done) => done({ cancel: !own(url) && !url.startsWith('devtools:') }))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
