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

/** The `msg` that the platform answers. */
export function renderProblem({ code, subCode, message, path, value }: Problem): string {
  if (code === 230025) return message
  const detail = `ErrCode: ${subCode}; ErrMsg: ${message}; ErrPath: ${path}; ErrorValue: ${value}; `
  return `Failed to create card content, ext=${detail}`
}

/** Sub-codes that documents name. */
export const SUB = {
  limit: 11310,
  shape: 200621,
  person: 100290,
  formName: 200530,
  chart: 200550,
  image: 200570,
  elementId: 300301,
} as const
