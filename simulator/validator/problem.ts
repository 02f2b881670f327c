/** One thing wrong with a card. */
export interface Problem {
  /** The API's code: 230099 for a bad card, 230025 for one that is too long. */
  code: number
  /** `ErrCode` inside the message. */
  subCode: number
  message: string
  /** `ROOT -> body -> elements -> [2](tag: chart)` */
  path: string
  value: string
}

/** Where a walk through the card stands. */
export type Path = readonly string[]

export function problem(
  subCode: number,
  message: string,
  path: Path,
  value: unknown = '',
): Problem {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return {
    code: 230099,
    subCode,
    message,
    path: ['ROOT', ...path].join(' -> '),
    value: shown.slice(0, 200),
  }
}

const UNREADABLE = 'parse card json err, please check whether the card json is correct'
const GONE = 'cards of schema V2 no longer support this capability'

/**
 * The `msg` that the platform answers. Most sub-codes carry `ErrPath`; a card whose JSON does
 * not have the right shape (200621) has its path inside `ErrorValue` instead.
 */
export function renderProblem({ code, subCode, message, path, value }: Problem): string {
  if (code === 230025) return message
  const parts = [`ErrCode: ${subCode}`]
  const at = path === 'ROOT' || WITHOUT_PATH.has(subCode) ? [] : [`ErrPath: ${path}`]
  if (subCode === SUB.shape) {
    const given = value && !isSaid(message, value) ? `, value: ${value}` : ''
    parts.push(`ErrMsg: ${UNREADABLE}`, `ErrorValue: ${message}${given}, path: ${path}`)
  } else if (subCode === SUB.gone) parts.push(...at, `ErrMsg: ${GONE}`, `ErrorValue: ${message}`)
  else
    parts.push(
      ...at,
      `ErrMsg: ${message}`,
      ...(value && !isSaid(message, value) ? [`ErrorValue: ${value}`] : []),
    )
  return `Failed to create card content, ext=${parts.join('; ')}; `
}

/**
 * Sub-codes, each with what stands for it: the platform's table of 230099, its pages of card
 * entities, or what developers report of live refusals.
 */
export const SUB = {
  /** Limits and rules between components: `element exceeds the limit`, `name(x) duplicate`. */
  limit: 11310,
  /** JSON of the wrong shape: unknown properties, unknown tags, wrong types and values. */
  shape: 200621,
  /** Tags of schema 1.0 that 2.0 has given up. */
  gone: 200861,
  person: 100290,
  /** The name of a component in a form is empty. */
  formName: 200530,
  chart: 200550,
  image: 200570,
  /** A cell that does not fit its column. */
  tableRows: 200914,
  /** A cell of a column that is not declared. */
  tableNames: 200915,
  elementId: 300301,
  updateMulti: 300302,
  /** A card of schema 1.0 where only 2.0 is known. */
  schema: 300303,
} as const

/** Whether the message names the value itself, as `name(x) duplicate` does. */
function isSaid(message: string, value: string): boolean {
  return (
    message.includes(`(${value})`) ||
    message.includes(`: ${value}`) ||
    message.startsWith(`ElementID ${value}:`)
  )
}

/** Their messages say what is wrong, but not where. */
const WITHOUT_PATH = new Set<number>([SUB.person, SUB.image, SUB.elementId])
