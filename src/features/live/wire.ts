/** What the live page and the server say to each other. The page's code takes the types from here. */

export interface LiveShop {
  readonly code: string
  readonly name: string
}

export interface LiveOption extends LiveShop {
  /** Metres; null: not yet pinned. */
  readonly distanceM: number | null
  readonly planned: boolean
}

export interface LivePhotos {
  /** What is shown on today's photos, as code. */
  readonly challenge: string
  readonly kinds: readonly {
    readonly kind: 'storefront' | 'shelf'
    readonly need: number
    readonly have: number
  }[]
}

export interface LiveVisit {
  readonly shop: LiveShop
  /** Local time of the check-in, `09:12`. */
  readonly time: string
  readonly distanceM: number | null
  readonly verified: boolean
  readonly photos: LivePhotos
}

/** The answer of the server: what the page is to show next. */
export type LiveAnswer =
  | { readonly state: 'ready'; readonly shop: LiveShop | null; readonly consented: boolean }
  | { readonly state: 'begun'; readonly visit: LiveVisit }
  | { readonly state: 'left'; readonly visit: LiveVisit }
  | { readonly state: 'photos'; readonly visit: LiveVisit; readonly full?: number }
  | {
      readonly state: 'weak'
      readonly fixId: string
      readonly shop: LiveShop
      readonly accuracyM: number | null
      readonly maxM: number
    }
  | { readonly state: 'stale'; readonly ageS: number; readonly maxS: number }
  | { readonly state: 'clock' }
  | { readonly state: 'implausible' }
  | {
      readonly state: 'needsReason'
      readonly fixId: string
      readonly shop: LiveShop
      readonly distanceM: number
      readonly toleranceM: number
    }
  | {
      readonly state: 'far'
      readonly fixId: string
      /** Null: nobody is near at all. */
      readonly shop: LiveOption | null
    }
  | { readonly state: 'choose'; readonly fixId: string; readonly options: readonly LiveOption[] }
  | { readonly state: 'otherOpen'; readonly shop: LiveShop }
  | { readonly state: 'over' }
  /** A photo that waits for its check-in. */
  | { readonly state: 'photoHeld' }
  | { readonly state: 'used' }
  /** Opened too long ago for a new position. */
  | { readonly state: 'expired' }
  /** Taken in, the answer comes later: ask again with the same key. */
  | { readonly state: 'kept'; readonly text: string }
  /** Refused in words for the person. */
  | { readonly state: 'refused'; readonly text: string }

/** Before anything reaches the bot. */
export type LiveRefusal = 'expired' | 'invalid' | 'used' | 'desktop' | 'person' | 'login'

/** The body of `POST /checkin/open`. */
export interface OpenBody {
  readonly link: string
  readonly code: string
  readonly deviceId: string
  readonly platform: string
}

/** The answer to it when the link is the person's and opens. */
export interface OpenedPage {
  readonly pass: string
  readonly answer: LiveAnswer
}
