import { type Json, list, obj, str } from '../json.ts'
import { safeHref } from './links.ts'

/** The value to send back when an element is a callback; `value` alone is the older spelling. */
export function callbackOf(el: Json): { value: unknown } | undefined {
  const behavior = list(el.behaviors).find((one) => one.type === 'callback')
  if (behavior) return { value: behavior.value }
  return el.value === undefined ? undefined : { value: el.value }
}

export function linkOf(el: Json): string | undefined {
  const own = list(el.behaviors).find((one) => one.type === 'open_url')
  const multi = obj(el.multi_url)
  const from = own ?? (Object.keys(multi).length > 0 ? { ...multi, default_url: multi.url } : el)
  return safeHref(str(from.pc_url) || str(from.default_url) || str(from.url))
}

export function openLink(el: Json): boolean {
  const href = linkOf(el)
  if (href) window.open(href, '_blank', 'noopener,noreferrer')
  return Boolean(href)
}
