interface Operation {
  readonly security?: readonly object[]
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
  503: refusal(
    'HEAD_OFFICE_IN_DOUBT: the journal cannot be written until the service is started again. ACT_ON_RECORD: it is in the journal and not yet in the tables',
  ),
}
/** What a request with a body may be answered with as well. */
const WITH_BODY = { 400: refusal('The body is not read: no JSON, or a key twice'), 413: refusal('The body is too large') }
/** What a call of the console may be answered with as well: by who asks, what he asks for, and how it stands there meanwhile. */
const CONSOLE_REFUSED = {
  400: refusal('What is asked for cannot be read, or holds a NUL'),
  401: refusal('NOT_SIGNED_IN, or PASSWORD_WRONG where one is asked for'),
  403: refusal('ROLE_MISSING, PASSWORD_CHANGE_DUE, or CSRF_WRONG: without the token of the page'),
  404: refusal('What is named is not there'),
  409: refusal('It changed meanwhile, or DIFFERENT_PERSON_NEEDED'),
  422: refusal('MESSAGE_INVALID, or refused by a rule its code names'),
}
const CONSOLE = /^\/console\/api\//
const DEVICE = /^\/v1\/(up|parts|down)(\/|$)/

/** What no schema of a route says: bodies that are bytes, and ranges of them. */
const OF_BYTES: Readonly<Record<string, (operation: Operation) => Operation>> = {
  'put /v1/parts/{sha256}': (operation) => ({ ...operation, requestBody: { required: true, content: BYTES } }),
  'get /console/api/papers/{branch}/{sha256}': (operation) => ({
    ...operation,
    responses: {
      ...operation.responses,
      200: { description: 'The paper as it is', content: { 'application/pdf': BYTES['application/octet-stream'], ...BYTES } },
    },
  }),
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

/** Who may ask: a device, or a person at the console, who changes something only from its page. */
function asker(method: string, path: string): Pick<Operation, 'security'> {
  if (DEVICE.test(path)) return { security: [{ device: [] }] }
  if (!CONSOLE.test(path)) return {}
  return { security: [method === 'get' ? { session: [] } : { session: [], page: [] }] }
}

function whole(method: string, path: string, operation: Operation): Operation {
  const shared = { ...ALWAYS, ...(method === 'get' ? {} : WITH_BODY), ...(CONSOLE.test(path) ? CONSOLE_REFUSED : {}) }
  const described = OF_BYTES[`${method} ${path}`]?.(operation) ?? operation
  return { ...asker(method, path), ...described, responses: { ...shared, ...described.responses } }
}

/** Completes the description of the service: who may ask, what is bytes, and how anything may be refused. */
export function describeWhole({ components = {}, paths = {}, ...rest }: Document): object {
  const operations = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, whole(method, path, operation)])),
  ])
  const device = { type: 'http', scheme: 'bearer', description: 'The token of POST /v1/hello, which a device opens with its key' }
  const session = { type: 'apiKey', in: 'cookie', name: 'office', description: 'Set by signing in at the console' }
  const page = { type: 'apiKey', in: 'header', name: 'x-csrf', description: 'The `csrf` a session was begun with' }
  return {
    ...rest,
    components: { ...components, securitySchemes: { device, session, page }, schemas: { Refusal: REFUSAL } },
    paths: Object.fromEntries(operations),
  }
}
