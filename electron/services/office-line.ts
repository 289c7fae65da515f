import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { TLSSocket } from 'node:tls'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { type Call, type CallAnswer, LineCut, LineUntrusted } from '../../protocol/office-client.ts'
import { errnoOf } from './durable-file.ts'

/** Certificates of the line, as PEM text: the bank's own authorities, which stand for all others, and the client certificate of this device (mTLS). */
export interface LineTls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** What TLS says of a certificate that it does not believe. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
const IDLE_MS = 60_000
const ANSWER_LIMIT = BATCH_LIMITS.partCipherBytes + 64 * 1024

/** Whether an address may be used: https, or http on this very machine. */
export function lineAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username + url.search + url.hash !== '') return null
  const here = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]'
  return url.protocol === 'https:' || (url.protocol === 'http:' && here) ? url : null
}

/** When the certificate that head office shows on this connection ends; null on one without TLS. */
function shownUntil(socket: unknown): Date | null {
  const ends = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN
  return Number.isNaN(ends) ? null : new Date(ends)
}

/**
 * A line to head office over HTTP. An answer is taken whole or not at all; a line silent for a minute is cut.
 * @param met told when head office's certificate ends, wherever it shows one
 */
export function officeLine(address: URL, tls: LineTls = {}, signal?: AbortSignal, met?: (ends: Date) => void): Call {
  const open = address.protocol === 'https:' ? httpsRequest : httpRequest
  const base = address.pathname.replace(/\/$/, '')
  return ({ method, path, token, json, bytes }) =>
    new Promise<CallAnswer>((resolve, reject) => {
      const body = bytes ?? (json === undefined ? null : Buffer.from(JSON.stringify(json)))
      const media = bytes ? 'application/octet-stream' : 'application/json'
      const headers = {
        ...(body ? { 'content-type': media, 'content-length': String(body.length) } : {}),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      }
      const cut = (error: Error): void => {
        const code = errnoOf(error)
        reject(UNTRUSTED.has(code) ? new LineUntrusted(code) : new LineCut(error.message))
      }
      const sent = open(new URL(`${base}${path}`, address), { method, headers, timeout: IDLE_MS, ...tls, ...(signal ? { signal } : {}) }, (answer) => {
        const ends = shownUntil(answer.socket)
        if (ends) met?.(ends)
        const pieces: Buffer[] = []
        let size = 0
        answer.on('data', (piece: Buffer) => {
          size += piece.length
          if (size > ANSWER_LIMIT) sent.destroy(new Error('answer too long'))
          else pieces.push(piece)
        })
        answer.on('error', cut)
        answer.on('aborted', () => cut(new Error('aborted')))
        answer.on('end', () => {
          const wait = Number(answer.headers['retry-after'])
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces), retryAfterSeconds: Number.isFinite(wait) ? wait : null })
        })
      })
      sent.on('timeout', () => sent.destroy(new Error('no answer')))
      sent.on('error', cut)
      sent.end(body ?? undefined)
    })
}

/** The line of a branch that must reach nobody: every call is cut before an address is looked at. */
export const noLine: Call = () => Promise.reject(new LineCut('training'))
