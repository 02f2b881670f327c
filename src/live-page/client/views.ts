/** What the page shows in each state. */
import { readChallenge } from '../../domain/live/challenge.ts'
import { maxAgeS } from '../../domain/live/fix.ts'
import type {
  LiveAnswer,
  LiveOption,
  LiveRefusal,
  LiveShop,
  LiveVisit,
} from '../../features/live/wire.ts'
import { distanceWords, photoKindWords } from '../../i18n/common.ts'
import { challengeText, liveWords as w } from '../../i18n/live.ts'
import type { T, Word } from '../../i18n/t.ts'
import { h } from './dom.ts'
import { button, reasonForm, state } from './parts.ts'

export interface Acts {
  locate(): void
  decide(fixId: string, customerCode: string, reason: string, pinIsWrong: boolean): void
  photo(kind: 'storefront' | 'shelf' | 'other'): void
  look(): void
  reload(): void
  close(): void
}

type Of<S extends LiveAnswer['state']> = Extract<LiveAnswer, { state: S }>
type Words = { readonly title: Word<never>; readonly text: Word<never> }

const refused: Record<LiveRefusal, Words> = {
  expired: { title: w.expiredTitle, text: w.expiredText },
  invalid: { title: w.invalidTitle, text: w.invalidText },
  used: { title: w.usedTitle, text: w.usedText },
  desktop: { title: w.desktopTitle, text: w.desktopText },
  person: { title: w.personTitle, text: w.personText },
  login: { title: w.loginTitle, text: w.loginText },
}
export type Trouble = 'outside' | 'denied' | 'off' | 'closed' | 'timeout'
const troubles: Record<Trouble, Words> = {
  outside: { title: w.outsideTitle, text: w.outsideText },
  denied: { title: w.deniedTitle, text: w.deniedText },
  off: { title: w.offTitle, text: w.offText },
  closed: { title: w.closedTitle, text: w.closedText },
  timeout: { title: w.timeoutTitle, text: w.timeoutText },
}

/** Distances and names in the reader's words. */
const metres = (t: T, m: number) =>
  m < 1000
    ? t(distanceWords.metres, { n: m })
    : t(distanceWords.kilometres, { n: Number((m / 1000).toFixed(1)) })

export function views(t: T, purpose: 'check_in' | 'check_out' | 'photo', acts: Acts) {
  const press = purpose === 'check_out' ? w.leave : w.checkIn
  const again = () => button(t(w.again), acts.locate, 'main')
  const shopLine = (shop: LiveShop | null) =>
    h('p', {}, h('strong', {}, shop?.name ?? t(w.anyShop)))

  const busy = (title: Word<never>, text?: Word<never>) =>
    state('busy', 'busy', t(title), text ? t(text) : null)

  function ready({ shop, consented }: Of<'ready'>): HTMLElement {
    if (!consented) {
      const refresh = button(t(w.refresh), acts.look, 'main')
      return state('consent', 'plain', t(w.consentTitle), t(w.consentText), refresh)
    }
    const go = button(t(press), acts.locate, 'main')
    return state(
      'ready',
      'plain',
      shop?.name ?? t(w.anyShop),
      go,
      h('p', { class: 'soft' }, t(w.readyHint)),
    )
  }

  function weak({ fixId, shop, accuracyM, maxM }: Of<'weak'>): HTMLElement {
    const n = accuracyM === null ? null : Math.round(accuracyM)
    const text = n === null ? t(w.weakUnknown) : t(w.weakText, { n, max: maxM })
    const words = {
      label: t(w.reason),
      hint: t(w.reasonHint),
      missing: t(w.reasonMissing),
      send: purpose === 'check_out' ? t(w.leave) : t(w.insist),
    }
    const form = reasonForm(words, (reason) => acts.decide(fixId, shop.code, reason, false), '')
    return state(
      'weak',
      'warn',
      t(w.weakTitle),
      text,
      again(),
      h('details', {}, h('summary', {}, t(w.weakReason)), form),
    )
  }

  function needsReason({ fixId, shop, distanceM, toleranceM }: Of<'needsReason'>): HTMLElement {
    const words = {
      label: t(w.reason),
      hint: t(w.reasonHint),
      missing: t(w.reasonMissing),
      send: t(w.insist),
    }
    return state(
      'needsReason',
      'warn',
      t(w.reasonTitle, { n: distanceM }),
      shopLine(shop),
      t(w.reasonText, { tolerance: toleranceM }),
      reasonForm(words, (reason) => acts.decide(fixId, shop.code, reason, false)),
      button(t(w.again), acts.locate),
    )
  }

  function far({ fixId, shop }: Of<'far'>): HTMLElement {
    if (shop === null || shop.distanceM === null)
      return state('far', 'warn', t(w.noneTitle), t(w.noneText), again())
    const words = {
      label: t(w.reason),
      hint: t(w.pinWrongHint),
      missing: t(w.reasonMissing),
      send: t(w.insist),
    }
    const form = reasonForm(words, (reason) => acts.decide(fixId, shop.code, reason, true), '')
    return state(
      'far',
      'warn',
      t(w.farTitle, { distance: metres(t, shop.distanceM) }),
      shopLine(shop),
      t(w.farText),
      again(),
      h('details', {}, h('summary', {}, t(w.pinWrong)), form),
    )
  }

  function option(fixId: string, { code, name, distanceM, planned }: LiveOption): HTMLElement {
    const away = distanceM === null ? t(w.noPin) : metres(t, distanceM)
    const small = `${away} · ${t(planned ? w.plannedTag : w.adhocTag)}`
    return button([name, small], () => acts.decide(fixId, code, '', false))
  }

  function choose({ fixId, options }: Of<'choose'>): HTMLElement {
    const all = options.map((one) => option(fixId, one))
    return state('choose', 'plain', t(w.chooseTitle), ...all)
  }

  /** What is shown on the photos, and which are missing. */
  function photos({ photos: wanted }: LiveVisit, full?: number): HTMLElement {
    const missing = wanted.kinds.filter(({ need, have }) => have < need)
    const challenge = readChallenge(wanted.challenge)
    const ticks = wanted.kinds.map(({ kind, need, have }) =>
      h(
        'li',
        {},
        `${have >= need ? '✓' : '○'} ${t(photoKindWords[kind])} ${Math.min(have, need)}/${need}`,
      ),
    )
    return h(
      'section',
      { class: 'card', 'data-photos': missing.length > 0 ? 'missing' : 'done' },
      h('h2', {}, missing.length > 0 ? t(w.photosTitle) : t(w.photosDone)),
      challenge &&
        h(
          'div',
          { class: 'challenge' },
          h('span', { class: 'soft' }, t(w.challengeTitle)),
          h('strong', {}, challengeText(challenge, t)),
          h('span', { class: 'soft' }, t(w.challengeWhy)),
        ),
      ticks.length > 0 && h('ul', { class: 'ticks' }, ...ticks),
      full !== undefined && h('p', { class: 'error' }, t(w.photoFull, { n: full })),
      ...missing.map(({ kind }, i) =>
        button(t(w[kind]), () => acts.photo(kind), i === 0 ? 'main' : ''),
      ),
      missing.length === 0 && full === undefined && button(t(w.other), () => acts.photo('other')),
    )
  }

  const isDone = ({ photos: wanted }: LiveVisit) =>
    wanted.kinds.every(({ need, have }) => have >= need)

  const back = (kind: 'main' | 'plain' = 'plain') => button(t(w.backToChat), acts.close, kind)

  function begun(visit: LiveVisit): readonly HTMLElement[] {
    const { shop, time, distanceM, verified } = visit
    const place = verified
      ? distanceM !== null && t(w.begunAway, { distance: metres(t, distanceM) })
      : t(w.begunUnverified)
    const text = t(w.begunText, { name: shop.name, time })
    return [
      state('begun', 'good', t(w.begunTitle), text, place && h('p', { class: 'soft' }, place)),
      photos(visit),
      back(isDone(visit) ? 'main' : 'plain'),
    ]
  }

  function left(visit: LiveVisit): readonly HTMLElement[] {
    return [
      state('left', 'good', t(w.leftTitle), shopLine(visit.shop), t(w.leftText)),
      back('main'),
    ]
  }

  function of(answer: LiveAnswer): readonly HTMLElement[] {
    switch (answer.state) {
      case 'ready':
        return [ready(answer)]
      case 'begun':
        return begun(answer.visit)
      case 'left':
        return left(answer.visit)
      case 'photos':
        return [
          state('photos', isDone(answer.visit) ? 'good' : 'plain', answer.visit.shop.name),
          photos(answer.visit, answer.full),
          back(isDone(answer.visit) ? 'main' : 'plain'),
        ]
      case 'photoHeld':
        return [state('photoHeld', 'good', t(w.photoSent)), back()]
      case 'weak':
        return [weak(answer)]
      case 'stale': {
        const text = t(w.staleText, { n: answer.ageS, max: answer.maxS })
        return [state('stale', 'warn', t(w.staleTitle), text, again())]
      }
      case 'clock':
        return [state('clock', 'warn', t(w.clockTitle), t(w.clockText), again())]
      case 'implausible':
        return [state('timeout', 'warn', t(w.timeoutTitle), t(w.timeoutText), again())]
      case 'needsReason':
        return [needsReason(answer)]
      case 'far':
        return [far(answer)]
      case 'choose':
        return [choose(answer)]
      case 'otherOpen': {
        const title = t(w.otherTitle, { name: answer.shop.name })
        return [state('otherOpen', 'warn', title, t(w.otherText), back())]
      }
      case 'over':
        return [state('over', 'warn', t(w.overTitle), t(w.overText), back())]
      case 'used':
      case 'expired':
        return [refusal(answer.state)]
      case 'kept':
        return [state('kept', 'busy', t(w.keptTitle), answer.text || t(w.keptText))]
      case 'refused':
        return [state('refused', 'warn', answer.text, button(t(w.retry), acts.look), back())]
    }
  }

  function refusal(why: LiveRefusal): HTMLElement {
    const { title, text } = refused[why]
    const retry = why === 'login' && button(t(w.retry), acts.reload, 'main')
    return state(why, 'warn', t(title), t(text), retry || back())
  }

  function trouble(why: Trouble): HTMLElement {
    const { title, text } = troubles[why]
    return state(why, 'warn', t(title), t(text), why !== 'outside' && again())
  }

  return {
    busy,
    of,
    refusal,
    trouble,
    stale: (ageS: number) => of({ state: 'stale', ageS, maxS: maxAgeS }),
    queued: () => [state('queued', 'plain', t(w.queuedTitle), t(w.queuedText))],
    failed: (detail: string, retry: () => void) =>
      state(
        'failed',
        'warn',
        t(w.failedTitle),
        t(w.failedText, { detail }),
        button(t(w.retry), retry, 'main'),
      ),
  }
}
