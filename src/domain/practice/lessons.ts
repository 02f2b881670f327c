/** Three practice visits with invented shops: what each one teaches, and what the rep does next. */
import type { CheckInRules } from '../visits/check-in.ts'
import type { RequiredPhoto } from '../visits/photos.ts'
import type { CheckOutProblem } from '../visits/summary.ts'

/** 1: check in, photos, summary, check out. 2: skipping, a reason, a photo taken for another. 3: alone. */
export type Lesson = 1 | 2 | 3
export const lastLesson: Lesson = 3

/**
 * Where the rep is in a lesson. `skipping`: the first shop of lesson 2 is closed; `arriving`: no location
 * yet; `explaining`: the location is off the shop, a reason is asked for; `visiting`: checked in; `done`.
 */
export const phases = ['skipping', 'arriving', 'explaining', 'visiting', 'done'] as const
export type Phase = (typeof phases)[number]

/** The lesson's beginning. */
export const firstPhase = (lesson: Lesson): Phase => (lesson === 2 ? 'skipping' : 'arriving')

/** How near the invented shop of a usual lesson is, in metres. */
const atTheDoorM = 12

/**
 * How far the invented shop lies from where the rep stands, in metres: at the door, or in lesson 2 halfway
 * between tolerance and grace, where a reason helps; where the rules leave no room between them, beyond.
 * The point itself is never needed, so it is not kept.
 */
export function shopDistanceM(lesson: Lesson, { toleranceM, graceM }: CheckInRules): number {
  if (lesson !== 2) return atTheDoorM
  return graceM > toleranceM ? Math.ceil((toleranceM + graceM) / 2) : toleranceM * 2
}

/** What the rep does next, in one sentence: its code. */
export type NextAct =
  | { readonly code: 'skip' | 'chooseReason' | 'sendLocation' | 'secondShop' }
  | { readonly code: 'openVisit' | 'giveReason' }
  | { readonly code: 'storefront' | 'shelf' | 'shelfFirst' | 'turnPhoto' | 'placeOfLeaving' }
  | { readonly code: 'checkOut' | 'submit' | 'alone' }
  /** `n` characters are still missing. */
  | { readonly code: 'summary'; readonly n: number }

export interface Progress {
  readonly lesson: Lesson
  readonly phase: Exclude<Phase, 'done'>
  /** A form is on the card. */
  readonly formShown: boolean
  /** The rules ask for a location. */
  readonly asksLocation: boolean
  readonly required: readonly RequiredPhoto[]
  /** Photos so far; `byHand` when the rep said what one shows. */
  readonly photos: readonly { readonly byHand: boolean }[]
  /** What keeps the visit from being closed, in the order of mending. */
  readonly problems: readonly CheckOutProblem[]
}

/** The one thing to do next. In the last lesson the rep is not led by the hand. */
export function nextAct(at: Progress): NextAct {
  if (at.lesson === lastLesson) return { code: 'alone' }
  switch (at.phase) {
    case 'skipping':
      return { code: at.formShown ? 'chooseReason' : 'skip' }
    case 'arriving':
      if (!at.asksLocation) return { code: 'openVisit' }
      return { code: at.lesson === 2 ? 'secondShop' : 'sendLocation' }
    case 'explaining':
      return { code: 'giveReason' }
    case 'visiting':
      return at.formShown ? { code: 'submit' } : piece(at)
  }
}

function piece(at: Progress): NextAct {
  // The first photo counts as the storefront: what to do when it is something else.
  const mixesUp =
    at.lesson === 2 && at.required.includes('shelf') && at.required[0] === 'storefront'
  const turned = at.photos.some(({ byHand }) => byHand)
  if (mixesUp && at.photos.length === 0) return { code: 'shelfFirst' }
  if (mixesUp && !turned) return { code: 'turnPhoto' }
  const [first] = at.problems
  switch (first?.code) {
    case 'missingStorefront':
      return { code: 'storefront' }
    case 'missingShelf':
      return { code: 'shelf' }
    case 'summaryTooShort':
      return { code: 'summary', n: first.min - first.characters }
    case 'locationMissing':
      return { code: 'placeOfLeaving' }
    default:
      return { code: 'checkOut' }
  }
}

/** Whether the lesson lets the visit end so: the last one wants a date for the next visit. */
export function lacksNextVisit(lesson: Lesson, nextVisitOn: string | null): boolean {
  return lesson === lastLesson && nextVisitOn === null
}

/** How long a practice that nobody touches takes messages for its own, in minutes. */
export const practiceMinutes = 30
