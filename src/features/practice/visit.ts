/** An invented visit, and the real visits' own view of it: what is decided and shown is theirs. */
import { z } from 'zod'
import type { Actor, Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { assignKinds } from '../../domain/visits/photos.ts'
import { practiceShops } from '../../i18n/practice.ts'
import { inLocale } from '../../i18n/t.ts'
import type { VisitRules } from '../visits/rules.ts'
import { rulesFor, type Scene } from '../visits/scene.ts'
import { photoKinds, verdicts } from '../visits/tables.ts'
import type { Practice } from './store.ts'

const at = z.iso.datetime()
const photo = z.object({ id: z.uuid(), at, kind: z.enum(photoKinds), byHand: z.boolean() })
const note = z.object({ id: z.uuid(), at, text: z.string() })

export const practiceVisit = z.object({
  id: z.uuid(),
  arrivedAt: at,
  verdict: z.enum(verdicts),
  distanceM: z.number().nullable(),
  reason: z.string().nullable(),
  photos: z.array(photo),
  notes: z.array(note),
  /** When a location was sent to leave from. */
  leavingAt: at.nullable(),
  /** What was typed into a form that was sent back. */
  outcome: z.string().nullable(),
  orderAmountFen: z.number().nullable(),
  nextStep: z.string().nullable(),
  nextVisitOn: z.string().nullable(),
})
export type PracticeVisit = z.infer<typeof practiceVisit>
export type PracticePhoto = PracticeVisit['photos'][number]

export const emptyVisit = {
  reason: null,
  photos: [],
  notes: [],
  leavingAt: null,
  outcome: null,
  orderAmountFen: null,
  nextStep: null,
  nextVisitOn: null,
} as const

/** The rules of the rep's team: what is practised is what will be asked for, but for the length of stay. */
export const practiceRules = (ctx: Ctx, actor: Actor): VisitRules => ({
  ...rulesFor(ctx, actor, null),
  minStayMinutes: 0,
})

/** The invented shop of a lesson, in the rep's language. */
export const shopOf = (practice: Pick<Practice, 'lesson'>, actor: Actor): string =>
  inLocale(practiceShops[practice.lesson], actor.locale)

/** The invented visit as if it stood in the tables of visits, for their decisions and cards. */
export function sceneOf(ctx: Ctx, actor: Actor, practice: Practice, visit: PracticeVisit): Scene {
  const checkedInAt = new Date(visit.arrivedAt)
  const shop = shopOf(practice, actor)
  return {
    visit: {
      id: visit.id,
      repOpenId: actor.openId,
      customerCode: shop,
      date: ctx.today satisfies LocalDate,
      planStopId: null,
      planned: true,
      status: 'open',
      checkedInAt,
      // The place is known although no position is kept.
      checkInFixId: visit.distanceM === null ? null : visit.id,
      locationSource: visit.distanceM === null ? 'none' : 'chat',
      locationName: null,
      distanceM: visit.distanceM,
      verdict: visit.verdict,
      reason: visit.reason,
      checkedOutAt: null,
      checkOutFixId: visit.leavingAt === null ? null : visit.id,
      checkOutDistanceM: visit.leavingAt === null ? null : visit.distanceM,
      dwellMinutes: null,
      summary: null,
      outcome: visit.outcome,
      orderAmountFen: visit.orderAmountFen,
      nextStep: visit.nextStep,
      nextVisitOn: visit.nextVisitOn,
      photosComplete: null,
      stayedEnough: null,
      summaryScore: null,
      closedBy: null,
      formShown: practice.formShown,
      sharedAt: null,
    },
    rep: actor,
    customer: null,
    rules: practiceRules(ctx, actor),
    photos: visit.photos.map((one) => ({
      id: one.id,
      visitId: visit.id,
      repOpenId: actor.openId,
      messageId: one.id,
      imageKey: '',
      createdAt: new Date(one.at),
      kind: one.kind,
      kindByHand: one.byHand,
      status: 'stored',
      objectKey: null,
      sha256: null,
      size: null,
      mime: null,
      cardImageKey: null,
      source: 'chat',
      challenge: null,
      clientSentAt: null,
      receivedAt: null,
      deviceId: null,
      queued: false,
    })),
    notes: visit.notes.map((one) => ({
      id: one.id,
      visitId: visit.id,
      repOpenId: actor.openId,
      messageId: one.id,
      text: one.text,
      createdAt: new Date(one.at),
      dismissed: false,
    })),
    checkOutFix: visit.leavingAt === null ? null : { sentAt: new Date(visit.leavingAt) },
  }
}

/** The visit with these photos; what each shows is said anew, as the real one does it. */
export function withPhotos(
  ctx: Ctx,
  actor: Actor,
  visit: PracticeVisit,
  photos: readonly PracticePhoto[],
): PracticeVisit {
  const kinds = assignKinds(
    photos.map(({ id, at: taken, kind, byHand }) => ({
      id,
      createdAt: new Date(taken),
      ...(byHand ? { kind } : {}),
    })),
    practiceRules(ctx, actor).photos,
  )
  return {
    ...visit,
    photos: photos.map((one) => ({ ...one, kind: kinds.get(one.id) ?? one.kind })),
  }
}
