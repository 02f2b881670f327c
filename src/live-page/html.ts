/** The page as the server sends it: complete where there is nothing to do, else the frame for the script. */
import { html, raw } from 'hono/html'
import type { LiveLink } from '../bot/context.ts'
import type { LiveRefusal } from '../features/live/wire.ts'
import { liveWords as w } from '../i18n/live.ts'
import { type Locale, translator, type Word } from '../i18n/t.ts'

/** What the script is told. */
export interface Boot {
  readonly link: string
  readonly linkId: string
  readonly purpose: LiveLink['purpose']
  readonly locale: Locale
  readonly appId: string
}

const titles = { check_in: w.title, check_out: w.titleLeave, photo: w.titlePhoto }

export const refusals: Record<LiveRefusal, { title: Word<never>; text: Word<never> }> = {
  expired: { title: w.expiredTitle, text: w.expiredText },
  invalid: { title: w.invalidTitle, text: w.invalidText },
  used: { title: w.usedTitle, text: w.usedText },
  desktop: { title: w.desktopTitle, text: w.desktopText },
  person: { title: w.personTitle, text: w.personText },
  login: { title: w.loginTitle, text: w.loginText },
}

function frame(
  options: { locale: Locale; title: string; version: string },
  body: unknown,
  scripts: unknown = '',
) {
  return html`<!doctype html>
<html lang="${options.locale === 'en' ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${options.title}</title>
<link rel="stylesheet" href="/checkin/app.css?v=${options.version}">
<link rel="icon" href="data:,">
</head>
<body>
<main id="page">${body}</main>
${scripts}
</body>
</html>`
}

/** The page of a good link. */
export function livePageHtml(boot: Boot, options: { sdk: string; version: string }) {
  const t = translator(boot.locale)
  const title = t(titles[boot.purpose])
  // `<` cannot end the script element inside JSON text.
  const json = JSON.stringify(boot).replace(/</g, '\\u003c')
  return frame(
    { locale: boot.locale, title, version: options.version },
    html`<section class="state" role="status"><div class="spinner" aria-hidden="true"></div><h1>${t(w.opening)}</h1></section>
<noscript><p>${t(w.outsideText)}</p></noscript>`,
    html`<script type="application/json" id="boot">${raw(json)}</script>
<script src="${options.sdk}" defer></script>
<script src="/checkin/app.js?v=${options.version}" defer></script>`,
  )
}

/** Why the page does not open; in both languages where nobody knows whose it is. */
export function refusedHtml(why: LiveRefusal, locale: Locale | null, version: string) {
  const locales: readonly Locale[] = locale ? [locale] : ['zh-CN', 'en']
  const { title, text } = refusals[why]
  const parts = locales.map((one) => {
    const t = translator(one)
    return html`<h1 lang="${one}">${t(title)}</h1><p lang="${one}">${t(text)}</p>`
  })
  const main = locale ?? 'zh-CN'
  return frame(
    { locale: main, title: translator(main)(title), version },
    html`<section class="state warn" data-state="${why}" role="alert"><div class="mark" aria-hidden="true">!</div>${parts}</section>`,
  )
}
