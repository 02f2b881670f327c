/** Where a link leads: inside this phone, to another program, or out into the net. */
export type Address =
  | { kind: 'page'; url: string }
  | { kind: 'outside'; url: string }
  | { kind: 'other'; url: string }

const appLink = /^https:\/\/applink\.(feishu\.cn|larksuite\.com)\/client\/web_app\/open/
/** Machines of one's own: their pages are being developed. */
const near = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])|\.local$/

/** An AppLink to a web app leads to the bot's own server. */
function resolved(href: string, origin: string, phone: boolean): URL {
  const url = new URL(href, location.href)
  if (!appLink.test(href)) return url
  const target = url.searchParams.get('lk_target_url')
  if (target) return new URL(target)
  const own = phone
    ? (url.searchParams.get('path_ios') ?? url.searchParams.get('path_android'))
    : url.searchParams.get('path_pc')
  const page = new URL(own ?? url.searchParams.get('path') ?? '/', origin)
  const taken = /^(appId|mode|path(_\w+)?|reload|(min_|max_)?width|height)$/
  for (const [key, value] of url.searchParams) {
    if (!taken.test(key)) page.searchParams.append(key, value)
  }
  return page
}

export function addressOf(href: string, origin: string, phone: boolean): Address {
  const url = resolved(href, origin, phone)
  if (!/^https?:$/.test(url.protocol)) return { kind: 'other', url: href }
  const own = url.origin === location.origin || url.origin === origin || near.test(url.hostname)
  return { kind: own ? 'page' : 'outside', url: url.href }
}
