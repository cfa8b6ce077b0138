import { cardReasons, fileTooLarge, reasons } from './reasons.ts'

export type LarkErrorDetails = {
  readonly httpStatus?: number | undefined
  readonly logId?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** The platform said no, or did not answer. The message never holds a secret or a token. */
export class LarkError extends Error {
  /** The platform's code (§5), or 0: no answer, or one without a code. */
  readonly code: number
  /** Undefined: no answer came. */
  readonly httpStatus: number | undefined
  /** `X-Tt-Logid`, by which the platform's support finds the call. */
  readonly logId: string | undefined
  /** How long to wait before the next try (`x-ogw-ratelimit-reset`, §5.2), in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(code: number, message: string, details: LarkErrorDetails = {}) {
    super(redact(message))
    this.name = 'LarkError'
    this.code = code
    this.httpStatus = details.httpStatus
    this.logId = details.logId
    this.retryAfterMs = details.retryAfterMs
  }
}

/** Takes tokens (`t-`, `u-`, `a-`, `c-`), bearer headers and the given secrets out of a text. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let safe = text
  for (const secret of secrets) if (secret) safe = safe.replaceAll(secret, '***')
  return safe
    .replace(/\bBearer\s+[^\s"',]+/gi, 'Bearer ***')
    .replace(/("?(?:app_secret|\w*access_token)"?\s*[:=]\s*"?)[^\s"',&}]+/gi, '$1***')
    .replace(/(^|[^\w-])[tuac]-[\w.-]{10,}/g, '$1***')
}

const retryableCodes = new Set([99991400, 230020, 230049, 11232, 11233, 1000004, 2200])

/** Whether the same call, with the same `uuid`, may succeed later (§5.5, its last paragraph). */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof LarkError)) return false
  if (retryableCodes.has(error.code) || isLocked(error)) return true
  if (error.httpStatus === undefined) return error.code === 0
  return error.httpStatus === 429 || error.httpStatus >= 500
}

/** A press of that card is not answered yet (§5.5): the text alone tells it from a bad card. */
const isLocked = ({ code, message }: LarkError): boolean =>
  code === 230099 && message.includes('card action is lock')

/** Whether the platform refused for good: no more tries, tell the office. */
export function isPermanent(error: unknown): boolean {
  return error instanceof LarkError && !isRetryable(error)
}

/** Whether a download was refused for its size. */
export function isFileTooLarge(error: unknown): boolean {
  return error instanceof LarkError && error.code === fileTooLarge
}

/** A sentence for the office: what happened and what to do, with the code and log id at its end. */
export function explain(error: unknown): string {
  if (!(error instanceof LarkError)) return '程序内部错误，请联系管理员'
  const { code, logId } = error
  const marks = [...(code ? [`错误码 ${code}`] : []), ...(logId ? [`日志号 ${logId}`] : [])]
  return `${sentence(error)}${marks.length > 0 ? `（${marks.join('，')}）` : ''}`
}

function sentence(error: LarkError): string {
  const reason = reasons[error.code]
  if (reason) return `${reason}${detail(error)}`
  if (error.code === 0 && error.httpStatus === undefined) return '连接不上飞书，稍后自动重试'
  if (error.httpStatus === 429) return '调用过于频繁，稍后自动重试'
  if (isRetryable(error)) return '飞书暂时不可用，稍后自动重试'
  if (error.code === 0) return `飞书的回答无法识别（HTTP ${error.httpStatus}）`
  return '飞书拒绝了这次操作'
}

function detail({ code, message }: LarkError): string {
  if (code === 99991672) {
    const scopes = new Set(message.match(/\b[a-z]+:[a-z_]+[\w.:-]*\b/g) ?? [])
    return scopes.size > 0 ? `：${[...scopes].join('、')}` : ''
  }
  if (code === 230099) {
    const found = (message.match(/\d{5,6}/g) ?? []).find((part) => part in cardReasons)
    return found ? `：${cardReasons[found]}（${found}）` : ''
  }
  return ''
}
