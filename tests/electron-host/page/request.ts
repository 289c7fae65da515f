import type { Json } from '../cdp.ts'
import { hostSession } from '../modules/session.ts'
import { inward, schemes } from '../schemes.ts'
import type { Page } from './page.ts'

const bodyOf = (request: Json): Buffer | undefined =>
  request.hasPostData ? Buffer.concat((request.postDataEntries ?? []).map((entry: Json) => Buffer.from(entry.bytes ?? '', 'base64'))) : undefined

/** Whether the application lets a page make this request (`webRequest.onBeforeRequest`). */
async function cancelled(paused: Json, url: string, webContentsId: number): Promise<boolean> {
  const details = {
    id: 0,
    url,
    method: paused.request.method,
    resourceType: String(paused.resourceType).toLowerCase(),
    referrer: '',
    timestamp: Date.now(),
    webContentsId,
  }
  const answer = await hostSession.beforeRequest(details as Electron.OnBeforeRequestListenerDetails)
  return answer.cancel === true
}

/** Answers one request of a page as Electron's network service would: the application's filter, then its protocol handler. */
export async function answerRequest(page: Page, paused: Json, webContentsId: number): Promise<void> {
  const { requestId, request } = paused
  const url = inward(request.url)
  if (await cancelled(paused, url, webContentsId)) {
    await failRequest(page, requestId, 'BlockedByClient')
    return
  }
  const handler = schemes.get(new URL(url).protocol.slice(0, -1))
  if (!handler) {
    await page.sendNow('Fetch.continueRequest', { requestId })
    return
  }
  const body = bodyOf(request)
  const response = await handler(new Request(url, { method: request.method, headers: request.headers, ...(body ? { body: new Uint8Array(body) } : {}) }))
  await page.sendNow('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}

export const failRequest = (page: Page, requestId: string, errorReason: string): Promise<void> =>
  page.sendNow('Fetch.failRequest', { requestId, errorReason }).catch(() => {})
