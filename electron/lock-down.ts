import { app, session } from 'electron'
import { allowed } from './permission.ts'
import { ORIGIN } from './serve-file.ts'

const own = (url: string): boolean => url.startsWith(`${ORIGIN}/`) || /^(data|blob):/.test(url)

/** No permission but to copy, no request beyond our own files, no navigation away, no second window. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, done, asked) => done(allowed(permission, asked)))
  defaultSession.setPermissionCheckHandler((_contents, permission, _origin, asked) => allowed(permission, asked))
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest({ urls: ['<all_urls>'] }, ({ url }, done) => done({ cancel: !own(url) && !url.startsWith('devtools:') }))
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
