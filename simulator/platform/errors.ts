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
  230023: 'The user has too many unread urgent messages.',
  230027: 'Lack of necessary permissions.',
  230029: 'User has resigned.',
  230031: 'The message exceeds the time limit for update.',
  230034: 'The receive_id is invalid.',
  230053: 'The user has stopped the bot from sending messages.',
  230072: 'The message has reached the number of times it can be edited.',
  230012: 'Bot is NOT the sender of the message.',
  230018: 'These operations are NOT allowed at current group settings.',
  230033: 'Get the reading status must be done within 7 days after the message is sent.',
  230047: 'Pin/Unpin message trigger message_id limit.',
  230061: 'The message type does not support forwarding.',
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
  231001: 'reaction type is invalid.',
  231002: 'The operator has no permission to react on the specific message.',
  231003: 'The message is not found, maybe not exist or deleted.',
  232001: 'Your request contains an invalid request parameter.',
  232002:
    'No Permission: Only chat owner or admin can edit chat information in the current situation.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can NOT be out of the chat.',
  232012: 'New chat owner can NOT be out of the chat.',
  232016: 'Non-chat-owner or Non-chat-admin can only edit certain parts.',
  232017:
    'No Permission: If the operator is NOT owner or creator with the scope, the operator can NOT complete the request.',
  232022: 'User has already resigned.',
  232024:
    'Users do not have the visibility of the app, or the operator does not have collaboration permissions with the target users.',
  232027: 'There are no valid members in the ID list specified in your request.',
  232043: 'Your request contains unavailable ids.',
  232076: "Can't kick chat owner.",
  10002: 'Your request contains an invalid request parameter.',
  200220: 'Failed to generate card content',
  200740: 'The card entity does not exist',
  200750: 'The card entity has expired',
  200770: 'UUID conflict',
  200810: 'The card is in an ongoing interaction and cannot be updated',
  200850: 'Card streaming timeout',
  200860: 'Card content exceeds limit.',
  300121: 'Failed to replace element',
  300122: 'Failed to update card configuration',
  300301: 'Duplicate element_id in card component.',
  300302: 'update_multi property is false',
  300303: 'Only schema 2.0 is supported',
  300305: 'The number of card components exceeds 200',
  300307: 'The card DSL is empty',
  300309: 'Card streaming closed',
  300310: 'Only update text',
  300312: 'Unable to update element tag',
  300313: 'Failed to update element properties',
  300314: 'Failed to delete element',
  300315: 'Failed to add element',
  300317: 'The sequence number for operating on the card did not increment consecutively',
  41050: 'no user authority error',
  1063001: 'Invalid parameter',
  1063002: 'Permission denied',
  1254001: 'WrongRequestBody',
  1254003: 'WrongBaseToken',
  1254004: 'WrongTableId',
  1254011: 'Page size must greater than 0.',
  1254012: 'NotSupportFieldOrView',
  1254013: 'TableNameDuplicated',
  1254014: 'FieldNameDuplicated',
  1254015: 'FieldTypeValueNotMatch',
  1254016: 'InvalidSort',
  1254018: 'InvalidFilter',
  1254024: 'InvalidFieldNames',
  1254028: 'EmptyFieldName',
  1254031: 'InvalidAppName',
  1254037: 'Invalid client token, make sure that it complies with the specification.',
  1254040: 'BaseTokenNotFound',
  1254041: 'TableIdNotFound',
  1254043: 'RecordIdNotFound',
  1254045: 'FieldNameNotFound',
  1254060: 'TextFieldConvFail',
  1254061: 'NumberFieldConvFail',
  1254062: 'SingleSelectFieldConvFail',
  1254063: 'MultiSelectFieldConvFail',
  1254064: 'DatetimeFieldConvFail',
  1254065: 'CheckboxFieldConvFail',
  1254068: 'URLFieldConvFail',
  1254100: 'TableExceedLimit',
  1254103: 'RecordExceedLimit',
  1254104: 'RecordAddOnceExceedLimit',
  1254105: 'ColumnExceedLimit',
  1254130: 'TooLargeCell',
  1254290: 'TooManyRequest',
  1254291: 'Write conflict',
  1254302: 'Permission denied.',
  99991400: 'request trigger frequency limit',
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token, the token must start with t- or u-.',
  99992361: 'The open_id belongs to another app: open_id cross app.',
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
