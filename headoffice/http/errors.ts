import type { FastifyError, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Refusal } from '../../core/kernel/result.ts'
import { SpoolInDoubtError } from '../../protocol/spool.ts'
import { ActOnRecordError } from '../acts/record-act.ts'
import { sendRefusal } from './context.ts'
import type { App } from './server.ts'

function refusalOf(error: FastifyError): { status: number; refusal: Refusal } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    const field = `${error.validationContext ?? ''}${(first?.instancePath ?? '').replaceAll('/', '.')}`
    return { status: 422, refusal: { code: 'MESSAGE_INVALID', details: { field } } }
  }
  if (error instanceof SpoolInDoubtError) return { status: 503, refusal: { code: 'HEAD_OFFICE_IN_DOUBT', details: {} } }
  if (error instanceof ActOnRecordError) return { status: 503, refusal: { code: 'ACT_ON_RECORD', details: {} } }
  if (error.statusCode === 429) return { status: 429, refusal: { code: 'TOO_MANY_REQUESTS', details: {} } }
  if (error.statusCode === 413) return { status: 413, refusal: { code: 'BATCH_TOO_LARGE', details: { what: 'message', limit: 0 } } }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: error.statusCode, refusal: { code: 'MESSAGE_INVALID', details: { field: 'body' } } }
  return { status: 500, refusal: { code: 'INTERNAL', details: {} } }
}

/** Whether the line ended before the whole body came: nobody is there to be answered, and nothing is wrong here. */
function wasCut({ raw }: FastifyRequest, error: FastifyError): boolean {
  return raw.destroyed && !raw.complete && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
}

/** Every error leaves in the agreed shape; what was our own bug is logged with its stack and told as INTERNAL only. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (wasCut(request, error)) {
      request.log.info('cut before the whole body came')
      // Nobody hears it; no fault in the metrics of requests.
      return reply.code(499).send()
    }
    const { status, refusal } = refusalOf(error)
    if (status >= 500) request.log.error({ incident: request.id, err: { name: error.name, stack: error.stack } }, 'internal error')
    return sendRefusal(reply, status === 500 ? { ...refusal, details: { incident: request.id } } : refusal, status)
  })
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, { code: 'MESSAGE_INVALID', details: { field: 'path' } }, 404))
}
