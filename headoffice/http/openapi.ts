interface Operation {
  readonly parameters?: readonly unknown[]
  readonly responses?: Readonly<Record<string, unknown>>
}
interface Document {
  readonly components?: Readonly<Record<string, unknown>>
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const REFUSAL = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['code', 'details'],
      additionalProperties: false,
      properties: { code: { type: 'string' }, details: { type: 'object', additionalProperties: true } },
    },
  },
}
const refusal = (description: string): object => ({ description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } })
const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

/** What any request may be answered with. */
const ALWAYS = {
  429: refusal('Too many requests from this address'),
  500: refusal('A fault of the service; details.incident names the line of its log'),
  503: refusal('HEAD_OFFICE_IN_DOUBT: the journal cannot be written until the service is started again'),
}
/** What a request with a body may be answered with as well. */
const WITH_BODY = { 400: refusal('The body is not read: no JSON, or a key twice'), 413: refusal('The body is too large') }
const DEVICE = /^\/v1\/(up|parts|down)(\/|$)/

/** What no schema of a route says: bodies that are bytes, and ranges of them. */
const OF_BYTES: Readonly<Record<string, (operation: Operation) => Operation>> = {
  'put /v1/parts/{sha256}': (operation) => ({ ...operation, requestBody: { required: true, content: BYTES } }),
  'get /v1/down/parts/{sha256}': ({ parameters = [], responses, ...operation }) => ({
    ...operation,
    parameters: [...parameters, { name: 'range', in: 'header', required: false, schema: { type: 'string', example: 'bytes=100-199' } }],
    responses: {
      ...responses,
      200: { description: 'The whole part', content: BYTES },
      206: { description: 'The bytes asked for; content-range says which', content: BYTES },
      416: { description: 'The part has no such bytes; content-range says how many it has' },
    },
  }),
}

function whole(method: string, path: string, operation: Operation): Operation {
  const shared = method === 'get' ? ALWAYS : { ...ALWAYS, ...WITH_BODY }
  const described = OF_BYTES[`${method} ${path}`]?.(operation) ?? operation
  const security = DEVICE.test(path) ? { security: [{ device: [] }] } : {}
  return { ...described, ...security, responses: { ...shared, ...described.responses } }
}

/** Completes the description of the service: who may ask, what is bytes, and how anything may be refused. */
export function describeWhole({ components = {}, paths = {}, ...rest }: Document): object {
  const operations = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, whole(method, path, operation)])),
  ])
  const device = { type: 'http', scheme: 'bearer', description: 'The token of POST /v1/hello, which a device opens with its key' }
  return {
    ...rest,
    components: { ...components, securitySchemes: { device }, schemas: { Refusal: REFUSAL } },
    paths: Object.fromEntries(operations),
  }
}
