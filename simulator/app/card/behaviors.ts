import { type Json, list, obj, str } from '../json.ts'
import { safeHref } from './links.ts'

/** The value to send back when an element is a callback; `value` alone is the older spelling. */
export function callbackOf(el: Json): { value: unknown } | undefined {
  const behavior = list(el.behaviors).find((one) => one.type === 'callback')
  if (behavior) return { value: behavior.value ?? {} }
  return el.value === undefined ? undefined : { value: el.value }
}

/** An address with which a card switches a link off on one platform. */
const unsupported = 'lark://msgcard/unsupported_action'

export type Target = { href: string } | 'unsupported' | undefined

/** Where an element leads on this device; an address of the device goes before the general one. */
export function linkOf(el: Json, phone: boolean): Target {
  const own = list(el.behaviors).find((one) => one.type === 'open_url')
  const multi = obj(el.multi_url)
  const from = own ?? (Object.keys(multi).length > 0 ? multi : el)
  const device = phone ? str(from.ios_url) || str(from.android_url) : str(from.pc_url)
  const address = device || str(from.default_url) || str(from.url)
  if (address === unsupported) return 'unsupported'
  const href = safeHref(address)
  return href ? { href } : undefined
}
