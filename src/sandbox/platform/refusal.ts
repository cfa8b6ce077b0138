/** The words that belong to a code, from the error tables of im-v1, contact-v3 and
 * ukTMukTMukTM/ugjM14COyUjL4ITN (general codes). */
const messages: Readonly<Record<number, string>> = {
  2200: 'Internal Error',
  10002: 'card param is invalid',
  10003: 'invalid param',
  10014: 'app secret invalid',
  10015: 'app id and app secret do not match',
  11311: 'card is invalid',
  40001: 'invalid parameter',
  40004: 'no dept authority error',
  40011: 'page size is invalid',
  40012: 'page token is invalid error',
  40015: 'department not exist',
  41012: 'user id invalid error',
  41050: 'no user authority error',
  100030: 'the parameter is not valid JSON',
  200000: 'the message has been recalled',
  230001: 'Your request contains an invalid request parameter.',
  230002: 'The bot can not be outside the group.',
  230009: 'Message has expired when recall message.',
  230011: 'The message is recalled.',
  230012: 'The operator is NOT the sender of the message.',
  230013: 'Bot has NO availability to this user.',
  230015: 'P2P chat can NOT be shared.',
  230017: 'Bot is NOT the owner of the resource.',
  230018: 'These operations are NOT allowed at current group settings.',
  230020: 'This operation triggers the frequency limit.',
  230023: 'The user has too many unread urgent messages.',
  230025: 'The length of the message content reaches its limit.',
  230026: 'No permission to recall this message.',
  230027: 'Lack of necessary permissions.',
  230029: 'User has resigned.',
  230031: 'Message can only be modified within 14 days after sending.',
  230033: 'Get the reading status must be done within 7 days after the message is sent.',
  230034: 'The receive_id is invalid.',
  230049: 'The message is being sent.',
  230054: 'This operation is not supported for this message type.',
  230055: 'The type of file upload does not match the type of message being sent.',
  230071: 'The operator is not the sender of the message.',
  230072: 'The message has reached the number of times it can be edited.',
  230075: 'The message has exceeded the time that can be edited.',
  230099: 'Failed to create card content',
  230110: 'Action unavailable as the message has been deleted.',
  232001: 'Your request contains an invalid request parameter.',
  232006: 'Your request specifies a chat_id which is invalid.',
  232009: 'Your request specifies a chat which has already been dissolved.',
  232011: 'Operator can NOT be out of the chat.',
  234001: 'Invalid request param.',
  234003: 'File not in message.',
  234004: 'App not in chat.',
  234006: 'The file size exceed the max value.',
  234008: 'The app is not the resource sender.',
  234010: "File's size can't be 0.",
  234011: "Can't regonnize the image format.",
  234039: 'Image resolution exceeds limit.',
  234043: 'Unsupported message type.',
  300020: 'token is malformed',
  300030: 'token is expired',
  300040: 'token has been used up',
  99991400: 'request trigger frequency limit',
  99991403: "This month's API call quota has been exceeded",
  99991661: 'Missing access token for authorization. Please make a request with token attached.',
  99991663: 'Invalid access token for authorization. Please make a request with token attached.',
  99991671: 'Invalid access token for authorization. The token must start with t- or u-.',
  99991672: 'Access denied. One of the following scopes is required',
  99992351: 'The request contains invalid open_ids.',
  99992352: 'The request contains invalid user ids.',
  99992354: 'The request contains invalid open_message_ids.',
  99992402: 'field validation failed',
}

export type Refused = {
  readonly status?: 200 | 400 | 403 | 404 | 429
  readonly ext?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fields?: readonly { field: string; description: string }[]
}

/** The platform says no: HTTP status and body code. */
export class Refusal extends Error {
  readonly code: number
  readonly details: Refused
  constructor(code: number, details: Refused = {}) {
    const words = messages[code] ?? 'error'
    super(
      details.ext === undefined
        ? words
        : `${words}${words.endsWith('.') ? '' : ','} ext=${details.ext}`,
    )
    this.code = code
    this.details = details
  }
}

/** A missing or malformed field: general code 99992402. */
export const badField = (field: string, description: string) =>
  new Refusal(99992402, { fields: [{ field, description }] })
