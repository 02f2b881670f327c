/** What page and simulator say to each other by `postMessage`: a page may be of any origin. */
export const mark = 'feishu-simulator-h5'

export interface Request {
  mark: typeof mark
  id: number
  api: string
  params: Record<string, unknown>
}

export interface Reply {
  mark: typeof mark
  id: number
  ok: boolean
  /** Fields of `success` or `fail`, without `errMsg`. */
  result: Record<string, unknown>
  /** Why it failed, as in `getLocation:fail …`. */
  error?: string
}

export function isRequest(data: unknown): data is Request {
  const one = data as Partial<Request> | null
  return one?.mark === mark && typeof one.api === 'string' && typeof one.id === 'number'
}

export function isReply(data: unknown): data is Reply {
  const one = data as Partial<Reply> | null
  return one?.mark === mark && typeof one.ok === 'boolean'
}
