import { z } from 'zod'
import { timeZone } from './domain/time.ts'
import { OperatorError } from './errors.ts'

const optional = z
  .string()
  .optional()
  .transform((value) => (value?.trim() ? value.trim() : undefined))

const url = (protocols: readonly string[]) =>
  optional.refine(
    (value) =>
      value === undefined || (URL.canParse(value) && protocols.includes(new URL(value).protocol)),
    `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  )

const whole = (fallback: number, min: number, max: number) =>
  optional
    .transform((value) => (value === undefined ? fallback : Number(value)))
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `must be a whole number from ${min} to ${max}`,
    )

const choice = <const V extends string>(values: readonly V[], fallback: V) =>
  optional
    .transform((value) => value ?? fallback)
    .refine(
      (value): value is V => (values as readonly string[]).includes(value),
      `must be one of: ${values.join(', ')}`,
    )

const schema = z
  .object({
    PORT: whole(3000, 0, 65_535),
    HOST: optional.transform((value) => value ?? '127.0.0.1'),
    DATA_DIR: optional.transform((value) => value ?? '.data'),
    DATABASE_URL: url(['postgres:', 'postgresql:']),
    REDIS_URL: url(['redis:', 'rediss:']),
    STORAGE_URL: url(['file:', 's3:']),
    FEISHU_APP_ID: optional.refine(
      (value) => value === undefined || /^cli_\w+$/.test(value),
      'must look like cli_…: copy it from 凭证与基础信息 in the developer console',
    ),
    FEISHU_APP_SECRET: optional,
    FEISHU_ENCRYPT_KEY: optional,
    FEISHU_VERIFICATION_TOKEN: optional,
    FEISHU_DOMAIN: optional
      .transform((value) => value ?? 'feishu')
      .refine(
        (value) =>
          value === 'feishu' ||
          value === 'lark' ||
          (/^https?:\/\//.test(value) && URL.canParse(value) && !value.endsWith('/')),
        'must be feishu, lark or an address without a slash at its end',
      ),
    FEISHU_EVENTS: choice(['webhook', 'websocket'], 'webhook'),
    FEISHU_SIGNATURE_WINDOW_S: whole(300, 1, 86_400),
    PUBLIC_URL: url(['http:', 'https:']),
    ROUNDS_TIMEZONE: optional
      .transform((value) => value ?? 'Asia/Shanghai')
      .refine(
        (value) => timeZone.safeParse(value).success,
        'must be a zone name such as Asia/Shanghai',
      ),
    ROUNDS_LOCALE: choice(['zh-CN', 'en'], 'zh-CN'),
    ROUNDS_ADMINS: optional
      .transform((value) =>
        (value ?? '')
          .split(',')
          .map((id) => id.trim())
          .filter(Boolean),
      )
      .refine(
        (ids) => ids.every((id) => id.startsWith('ou_')),
        'must be open_ids (ou_…), separated by commas',
      ),
    MAP_PROVIDER: choice(['straight', 'osrm', 'amap'], 'straight'),
    MAP_KEY: optional,
    MAP_BASE_URL: url(['http:', 'https:']).transform((value) => value?.replace(/\/+$/, '')),
    MAP_CITY: optional.refine(
      (value) => value === undefined || /^([\u4e00-\u9fff]{2,12}|\d{6})$/.test(value),
      'must be a city in Chinese (沈阳) or its six-digit code',
    ),
    LOG_LEVEL: choice(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
  })
  .superRefine((env, ctx) => {
    const need = (name: keyof typeof env, why: string) => {
      if (env[name] === undefined) ctx.addIssue({ code: 'custom', path: [name], message: why })
    }
    if (env.FEISHU_APP_ID) {
      need('FEISHU_APP_SECRET', 'is needed beside FEISHU_APP_ID: copy it from 凭证与基础信息')
      if (env.FEISHU_EVENTS === 'webhook') {
        need(
          'FEISHU_ENCRYPT_KEY',
          'is needed in webhook mode: set one under 事件与回调 → 加密策略, without it anybody could forge events',
        )
        need(
          'FEISHU_VERIFICATION_TOKEN',
          'is needed in webhook mode: copy it from 事件与回调 → 加密策略',
        )
      }
      if (env.FEISHU_EVENTS === 'websocket' && !/^cli_[0-9a-fA-F]{16}$/.test(env.FEISHU_APP_ID)) {
        ctx.addIssue({
          code: 'custom',
          path: ['FEISHU_APP_ID'],
          message: 'must be cli_ and 16 hex digits for websocket: copy it from 凭证与基础信息',
        })
      }
    } else if (env.FEISHU_APP_SECRET) {
      need('FEISHU_APP_ID', 'is needed beside FEISHU_APP_SECRET')
    }
    if (env.FEISHU_EVENTS === 'websocket' && env.FEISHU_DOMAIN === 'lark') {
      ctx.addIssue({
        code: 'custom',
        path: ['FEISHU_EVENTS'],
        message: 'websocket is offered by Feishu alone: set webhook with FEISHU_DOMAIN=lark',
      })
    }
    if (env.MAP_PROVIDER === 'amap')
      need(
        'MAP_KEY',
        'is needed for MAP_PROVIDER=amap: a key of the kind Web服务 from console.amap.com',
      )
    if (env.MAP_PROVIDER === 'osrm' && !env.MAP_BASE_URL && !env.MAP_KEY)
      need('MAP_BASE_URL', 'is needed for MAP_PROVIDER=osrm: the address of your OSRM server')
  })

export type Env = z.output<typeof schema>

/** Reads the environment; throws one OperatorError that lists every bad variable and its fix. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
  throw new OperatorError(
    `The environment does not fit; mend this and start again:\n${[...new Set(lines)].join('\n')}`,
  )
}
