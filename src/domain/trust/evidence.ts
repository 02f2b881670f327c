/**
 * What is known of one closed visit, as plain data: the whole input of the rules. Whoever has no
 * database (a bench, a test) makes one by hand. Points are GCJ-02, lengths metres, times instants.
 * `null` always means "not known", never "none"; an empty list means that it was looked for.
 */
import type { Datum, Point } from '../geo.ts'
import type { LocalDate } from '../time.ts'
import type { Verdict } from '../visits/check-in.ts'

/** A position that a rep gave. In the chat it is a claim: a pin that can be dragged, without accuracy or age. */
export interface Position {
  readonly source: 'chat' | 'live'
  readonly point: Point
  /** As it came: equal coordinates are looked for here. */
  readonly raw: Point
  readonly datum: Datum
  /** Radius of 68 %; null in the chat. */
  readonly accuracyM: number | null
  /** Seconds since the phone measured it; null in the chat. */
  readonly ageS: number | null
  /** When the person was there as far as we believe it: by the platform's clock, or a queued fix's own. */
  readonly at: Date
  /** By the phone's clock when it was sent; null in the chat. */
  readonly clientAt: Date | null
  /** When it reached us; null in the chat. */
  readonly receivedAt: Date | null
  /** It waited on the phone for the network: the two clocks may honestly be far apart. */
  readonly queued: boolean
  readonly deviceId: string | null
  /** What the platform calls the place that was picked in the chat. */
  readonly name: string | null
}

export interface VisitFacts {
  readonly id: string
  readonly repOpenId: string
  readonly customerCode: string
  readonly customerName: string
  readonly date: LocalDate
  readonly checkedInAt: Date
  readonly checkedOutAt: Date | null
  /** Whole minutes; null when the system closed it, since then nobody knows. */
  readonly dwellMinutes: number | null
  readonly verdict: Verdict
  readonly planned: boolean
  readonly outcome: string | null
  readonly summary: string | null
  /** A sale of this rep to this customer on the same day; null while no orders of that day are there. */
  readonly hasSale: boolean | null
  readonly checkIn: Position | null
  readonly checkOut: Position | null
}

export interface Site {
  /** Null: not pinned (待采点). */
  readonly point: Point | null
  /** A geocoder's point that nobody has found right yet (待核实): says nothing against a visit. */
  readonly doubtful: boolean
  /** The tolerance in force for this customer (签到允差). */
  readonly fenceM: number
  /** The least stay by rule, and the median of this customer's own earlier stays (null: fewer than 5). */
  readonly minStayMinutes: number
  readonly usualStayMinutes: number | null
  /** Approved changes of the point in the 90 days before the visit, newest first. */
  readonly moves: readonly PinMove[]
  /** Check-ins at this customer on the 180 days before this one, by anybody, newest first, 20 at most. */
  readonly checkedInHere: readonly CheckedInHere[]
}

export interface CheckedInHere {
  readonly visitId: string
  readonly repOpenId: string
  readonly date: LocalDate
  readonly position: Position
}

export interface PinMove {
  readonly byOpenId: string
  readonly ruledBy: string | null
  readonly at: Date
  readonly movedM: number
  /** The point before; null for a first pin. */
  readonly before: Point | null
}

/** A visit of the same rep around or before this one. */
export interface OtherVisit {
  readonly id: string
  readonly customerCode: string
  /** Null: not pinned, or 待核实. */
  readonly site: Point | null
  readonly date: LocalDate
  readonly checkedInAt: Date
  /** Null: still open, or the system closed it, since then nobody knows. */
  readonly checkedOutAt: Date | null
  readonly checkIn: Position | null
  readonly checkOut: Position | null
  readonly outcome: string | null
  readonly summary: string | null
  /** As in `VisitFacts`. */
  readonly hasSale: boolean | null
  /** Its place on the plan of its day, 1 first. */
  readonly sequence: number | null
}

/** A recent check-in of anybody that was away from its customer: where it lay as seen from there. */
export interface Residual {
  readonly visitId: string
  readonly repOpenId: string
  readonly customerCode: string
  readonly eastM: number
  readonly northM: number
}

export interface PhotoFacts {
  readonly id: string
  readonly kind: 'storefront' | 'shelf' | 'other'
  /** When it was sent. */
  readonly at: Date
  readonly source: 'chat' | 'live'
  /** Null: not fetched, or its time is over. */
  readonly sha256: string | null
  /** The picture still carries its camera's data; null: nobody looked, or the channel strips it. */
  readonly cameraData: boolean | null
  /** 0–1, how much it looks like the photo of a screen; null: nobody looked. */
  readonly screen: number | null
}

/** An earlier photo that shows the same picture, of another visit. */
export interface SimilarPhoto {
  readonly photoId: string
  readonly otherPhotoId: string
  readonly otherVisitId: string
  readonly otherRepOpenId: string
  readonly otherCustomerCode: string
  readonly otherTakenAt: Date
  /** `exact` the same file · `near` the same shot · `mirror` the same, mirrored · `maybe` for a person to judge. */
  readonly kind: 'exact' | 'near' | 'maybe' | 'mirror'
  /** Bits that differ; 0 for the same file. */
  readonly distance: number
  /** A wall, the dark: all such photos are alike. */
  readonly flat: boolean
}

/** Who else used the phone of the check-in in the 24 hours before and after. */
export interface DeviceUse {
  readonly repOpenId: string
  readonly at: Date
}

/** What the company's own attendance (飞书考勤) noted about this person's phone that day. */
export interface AttendanceMark {
  readonly at: Date
  readonly risk: 'cheat-software' | 'others-device' | 'shared-device'
}

export interface VisitEvidence {
  readonly visit: VisitFacts
  readonly site: Site
  /** Visits of the same rep with a check-in within 24 hours before or after, by time, this one left out. */
  readonly around: readonly OtherVisit[]
  /** Up to 40 closed visits of the same rep before this one, newest first. */
  readonly earlier: readonly OtherVisit[]
  /** This visit's place on its plan; null: not on one. */
  readonly sequence: number | null
  /** Far check-ins of the company in the 14 days before and after, this one left out. */
  readonly residuals: readonly Residual[]
  readonly photos: readonly PhotoFacts[]
  /** What was found until now, closest first. */
  readonly similar: readonly SimilarPhoto[]
  /** Every photo was compared with all before it: only then an empty `similar` says something. */
  readonly photosCompared: boolean
  /** Null: the check-in names no phone. */
  readonly devices: readonly DeviceUse[] | null
  /** Null: attendance is not connected, or knows nothing of this person and day. */
  readonly attendance: readonly AttendanceMark[] | null
  /** Share of the rep's check-ins of the last 30 days that came from the chat; null: none. */
  readonly chatShare: number | null
}

/** What a rule may ask for. */
export const needs = {
  checkIn: ({ visit }: VisitEvidence) => visit.checkIn !== null,
  checkOut: ({ visit }: VisitEvidence) => visit.checkOut !== null,
  live: ({ visit }: VisitEvidence) => visit.checkIn?.source === 'live',
  chat: ({ visit }: VisitEvidence) => visit.checkIn?.source === 'chat',
  site: ({ site }: VisitEvidence) => site.point !== null && !site.doubtful,
  stay: ({ visit }: VisitEvidence) => visit.dwellMinutes !== null,
  summary: ({ visit }: VisitEvidence) => (visit.summary ?? '').trim() !== '',
  photos: ({ photos }: VisitEvidence) => photos.length > 0,
  comparedPhotos: ({ photos, similar, photosCompared }: VisitEvidence) =>
    similar.length > 0 || (photos.length > 0 && photosCompared),
  clocks: ({ visit }: VisitEvidence) =>
    visit.checkIn !== null && visit.checkIn.clientAt !== null && visit.checkIn.receivedAt !== null,
  onPlan: ({ sequence }: VisitEvidence) => sequence !== null,
  device: ({ devices }: VisitEvidence) => devices !== null,
  attendance: ({ attendance }: VisitEvidence) => attendance !== null,
} as const satisfies Record<string, (evidence: VisitEvidence) => boolean>

export type Need = keyof typeof needs
