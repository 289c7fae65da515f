import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import type { HeadOffice } from '../head-office.ts'
import type { DeviceSessions } from './device-sessions.ts'
import type { Metrics } from './metrics.ts'
import type { Offered, Registered } from './registered.ts'
import type { Seen } from './seen.ts'

/** A number that is counted up, in a path or a query: what a 32-bit column is asked for. */
export const CountedParam = z.coerce.number().int().min(0).max(BATCH_LIMITS.counted)

/** What the routes share. */
export interface HttpContext {
  readonly head: HeadOffice
  readonly metrics: Metrics
  readonly devices: DeviceSessions
  readonly registered: Registered
  readonly seen: Seen
  readonly offered: Offered
}

/** Where a refusal is not simply a body that cannot be used (422). */
const STATUS: Readonly<Partial<Record<Refusal['code'], number>>> = {
  ACCOUNT_FROM_THE_OTHER: 409,
  ACCOUNTS_FROM_ONE_HAND: 409,
  AUDIT_LOG_CHANGED: 409,
  BATCH_FORK: 409,
  ACT_ON_RECORD: 503,
  BATCH_CHAIN_BROKEN: 409,
  BATCH_EPOCH_CLOSED: 409,
  BATCH_EPOCH_UNKNOWN: 409,
  BATCH_NOT_FOUND: 404,
  BATCH_PART_MISSING: 409,
  BATCH_TOO_FAR_AHEAD: 409,
  BATCH_TOO_LARGE: 413,
  CHALLENGE_UNKNOWN: 401,
  CSRF_WRONG: 403,
  DEVICE_CHANGED: 409,
  DIFFERENT_PERSON_NEEDED: 409,
  ENROLMENT_CODE_WRONG: 403,
  ESCALATION_CHANGED: 409,
  ESCALATION_NOT_OPEN: 409,
  CASE_NOT_FOUND: 404,
  FILE_MISSING: 404,
  HEAD_OFFICE_IN_DOUBT: 503,
  NOT_SIGNED_IN: 401,
  OFFICE_USER_NOT_FOUND: 404,
  PACK_CHANGED: 409,
  PACK_DRAFT_STANDS: 409,
  PACK_NOT_FOUND: 404,
  PART_NOT_ANNOUNCED: 404,
  PASSWORD_CHANGE_DUE: 403,
  PASSWORD_WRONG: 401,
  QUARANTINE_NOT_FOUND: 404,
  ROLE_MISSING: 403,
  SIGN_IN_LOCKED: 429,
  TOKEN_UNKNOWN: 401,
  TOO_MANY_REQUESTS: 429,
}

declare module 'fastify' {
  interface FastifyInstance {
    refusals: Metrics['refusals']
  }
}

/** Answers with a refusal in the one agreed shape, and counts it. @param status left out: what the code says */
export function sendRefusal(reply: FastifyReply, { code, details }: Refusal, status: number = STATUS[code] ?? 422): FastifyReply {
  reply.server.refusals.inc({ code })
  return reply.code(status).send({ error: { code, details } })
}
