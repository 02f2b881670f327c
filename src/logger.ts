import { type DestinationStream, destination, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** Names whose values never reach a log, whatever object they sit in. */
const secretName =
  /^(authorization|cookie|set-cookie|x-lark-signature|map_?key|encrypt|.*(secret|password|passwd|token|encrypt_?key|api_?key|ticket|credential)s?)$/i

/** Addresses like `postgres://user:password@host`, wherever they occur in a text. */
const passwordInUrl = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi

/** Bearer and basic credentials inside a text. */
const credentials = /\b(bearer|basic)\s+[\w.~+/=-]+/gi

/** `secret=value` and `"secret":"value"` inside a text. */
const secretPair =
  /((?:secret|encrypt_?key|token|password|authorization)\\?["']?\s*[=:]\s*\\?["']?)(?!bearer|basic)[^\s"'\\,&}]+/gi

/** Removes credentials from a text. */
export function withoutSecrets(text: string): string {
  return text
    .replace(passwordInUrl, '$1:***@')
    .replace(credentials, '$1 ***')
    .replace(secretPair, '$1***')
}

/**
 * The process's logger: JSON lines on stderr (stdout belongs to the commands' output). Everything
 * logged is walked first, so that a secret is hidden at any depth, in errors and in addresses too.
 */
export function createLogger(
  level = 'info',
  stream: DestinationStream = destination({ fd: 2, sync: true }),
): Logger {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => error }, // errors are plain when they get here
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[]
          const all =
            first instanceof Error
              ? [{ err: first }, ...(rest.length > 0 ? rest : [first.message])]
              : [first, ...rest]
          method.apply(this, all.map((arg) => hide(arg)) as typeof args)
        },
      },
    },
    stream,
  )
  const { child } = logger
  logger.child = function (this: Logger, bindings, options) {
    return child.call(this, hide(bindings) as typeof bindings, options)
  } as typeof child
  return logger
}

/** A copy without secrets: what is logged must not be changed, and errors become plain objects. */
function hide(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > 8) return '[deep]'
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => hide(item, depth + 1))
  const pairs = value instanceof Error ? errorEntries(value) : Object.entries(value)
  return Object.fromEntries(
    pairs.map(([name, item]) => [
      name,
      secretName.test(name) && item !== undefined && item !== null && item !== ''
        ? '***'
        : hide(item, depth + 1),
    ]),
  )
}

/** The telling parts of an error. HTTP clients hang whole requests on theirs: only the answer stays. */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error
  const errors = error instanceof AggregateError ? error.errors : undefined
  const own = Object.entries(error).filter(([key]) => !/^(config|request|cause)$/.test(key))
  const answer = own.map(([key, item]): [string, unknown] =>
    key === 'response' && typeof item === 'object' && item !== null
      ? [key, { status: Reflect.get(item, 'status'), data: Reflect.get(item, 'data') }]
      : [key, item],
  )
  const parts: [string, unknown][] = [
    ['type', name],
    ['message', message],
    ['stack', stack],
    ['errors', errors],
    ['cause', cause],
  ]
  return [...parts.filter(([, part]) => part !== undefined), ...answer]
}
