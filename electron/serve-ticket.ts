import type { Session } from '../core/kernel/people.ts'
import type { FileTickets } from './services/file-tickets.ts'
import type { PaperStore } from './services/paper-store.ts'
import { FILES_PATH } from './usecases/papers/view-file.ts'

/** What a window can show without running anything of it. */
const SHOWN = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}
const refused = (status: 404 | 410): Response => new Response('', { status, headers: HEADERS })

export interface TicketOffice {
  readonly tickets: FileTickets
  /** Null while nobody's password has opened the branch. */
  readonly papers: () => Pick<PaperStore, 'get'> | null
}

/** The ticket an address of the window bears; null for any other address. @example ticketOf('app://bundle/files/AbC') // 'AbC' */
export function ticketOf(address: string): string | null {
  const { protocol, host, pathname } = new URL(address)
  if (protocol !== 'app:' || host !== 'bundle' || !pathname.startsWith(FILES_PATH)) return null
  return pathname.slice(FILES_PATH.length)
}

/** The file behind a ticket: 404 when it stands for none or its person left, 410 when the file is gone or damaged. Never kept by the window. */
export async function serveTicket(office: TicketOffice, ticket: string, sits: (session: Session) => boolean): Promise<Response> {
  const file = office.tickets.redeem(ticket, sits)
  const papers = office.papers()
  if (!file || !papers || !SHOWN.includes(file.media)) return refused(404)
  const bytes = await papers.get(file.blobRef)
  if (!bytes.ok) return refused(410)
  return new Response(new Uint8Array(bytes.value), { headers: { ...HEADERS, 'content-type': file.media, 'content-length': String(bytes.value.length) } })
}
