/** A refusal in the platform's words: HTTP status, `code` and `msg`. Callers branch on `code`. */
export class PlatformError extends Error {
  readonly status: number
  readonly code: number
  readonly details: object

  constructor(status: number, code: number, message: string, details: object = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

const MESSAGES: Record<number, string> = {
  9499: 'Bad Request',
  230001: 'Your request contains an invalid request parameter.',
  230002: 'Bot/User can NOT be out of the chat.',
  230009: 'This message exceeds the time limit for recall.',
  230011: 'The message was recalled.',
  230013: 'Bot has NO availability to this user.',
  230020: 'This operation triggers the frequency limit.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230027: 'Lack of necessary permissions.',
  230029: 'User has resigned.',
  230031: 'The message exceeds the time limit for update.',
  230034: 'The receive_id is invalid.',
  230053: 'The user has stopped the bot from sending messages.',
  230072: 'The message has reached the number of times it can be edited.',
  230110: 'Action unavailable as the message has been deleted.',
  234001: 'Invalid request param.',
  234003: 'File not in msg.',
  234004: 'App not in chat.',
  234006: 'The file size exceed the max value.',
  234008: 'The app is not the resource sender.',
  234010: "File's size can't be 0.",
  234011: "Can't recognize image format.",
  234039: 'Image resolution exceeds the limit.',
  234043: 'Unsupported message type.',
  41050: 'no user authority error',
  99991400: 'request trigger frequency limit',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token, the token must start with t- or u-.',
  99992351: 'The request you send is not a valid {open_id} or not exists.',
}

/** The error with its usual message, and `ext` behind it as the platform appends it. */
export function refusal(code: number, ext?: string, status = 400): PlatformError {
  const message = MESSAGES[code] ?? 'request refused'
  return new PlatformError(status, code, ext ? `${message}, ext=${ext}` : message)
}

/** 99992402: which field is wrong and why. */
export function fieldError(field: string, description: string, value: unknown = ''): PlatformError {
  const violation = { field, value: String(value ?? ''), description }
  return new PlatformError(400, 99992402, 'field validation failed', {
    field_violations: [violation],
  })
}

/** The body of an error answer. */
export function errorBody(error: PlatformError, logId: string) {
  return {
    code: error.code,
    msg: error.message,
    error: {
      ...error.details,
      log_id: logId,
      troubleshooter: `https://open.feishu.cn/search?log_id=${logId}&code=${error.code}`,
    },
  }
}
