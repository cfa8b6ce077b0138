/** Where the APIs live, without a slash at the end: `feishu`, `lark`, or a private base URL (§7.4). */
export function larkBaseUrl(domain: string): string {
  if (domain === 'feishu') return 'https://open.feishu.cn'
  if (domain === 'lark') return 'https://open.larksuite.com'
  const url = URL.canParse(domain) ? new URL(domain) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new Error('The domain is neither feishu, nor lark, nor an http(s) address')
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/**
 * Base of links that open inside the client (§8.3), without a slash at the end. A private
 * deployment is taken to follow the public pattern, `open.` beside `applink.`; where it does
 * not, the base URL itself. The host for Lark is not confirmed by the platform's documents.
 */
export function applinkBase(domain: string): string {
  const url = new URL(larkBaseUrl(domain))
  if (!url.hostname.startsWith('open.')) return larkBaseUrl(domain)
  return `${url.protocol}//applink.${url.host.slice('open.'.length)}`
}

/** The SDK opens the long connection for such an id alone; for another it only logs (§2.2). */
export const isConnectableAppId = (appId: string): boolean => /^cli_[0-9a-fA-F]{16}$/.test(appId)
