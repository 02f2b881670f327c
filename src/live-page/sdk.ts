/** The platform's script for pages inside the client, and the signature that lets a page call it. */
import { createHash } from 'node:crypto'

const scripts: Readonly<Record<string, string>> = {
  feishu: 'https://lf-scm-cn.feishucdn.com/lark/op/h5-js-sdk-1.5.44.js',
  lark: 'https://lf-package-sg.larksuitecdn.com/obj/lark-static-sgsaas/lark/op/h5-js-sdk-1.5.44.js',
}
const frames: Readonly<Record<string, string>> = {
  feishu: 'https://*.feishu.cn',
  lark: 'https://*.larksuite.com',
}

/** Where the script comes from; a platform of an address of its own serves it itself. */
export function sdkOf(domain: string): { readonly script: string; readonly frame: string } {
  return {
    script: scripts[domain] ?? `${domain}/simulator/h5-js-sdk.js`,
    frame: frames[domain] ?? new URL(domain).origin,
  }
}

/** Who tries it out on one machine calls it by either name. */
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Lets scripts run from us and the platform alone, and nobody frame the page but the platform. */
export function contentPolicy(domain: string): string {
  const { script, frame } = sdkOf(domain)
  const { origin, hostname } = new URL(script)
  const near = loopback.has(hostname) ? ' http://127.0.0.1:* http://localhost:*' : ''
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${frame} ${origin}`,
    `frame-ancestors 'self' ${frame}${near}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

export interface PageSignature {
  readonly appId: string
  /** ms since the epoch. */
  readonly timestamp: number
  readonly nonceStr: string
  readonly signature: string
}

/** sha1 over the four parts in this order; the address without what follows `#`. Each is good for one use. */
export function signPage(
  ticket: string,
  page: { appId: string; url: string; timestamp: number; nonceStr: string },
): PageSignature {
  const { appId, timestamp, nonceStr } = page
  const url = page.url.replace(/#.*$/s, '')
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  const signature = createHash('sha1').update(text).digest('hex')
  return { appId, timestamp, nonceStr, signature }
}
