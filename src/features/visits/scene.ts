/** A visit with everything that decisions about it and its cards need, read at once. */
import type { Ctx } from '../../bot/context.ts'
import { missingKinds, type RequiredPhoto } from '../../domain/visits/photos.ts'
import {
  type CheckOutProblem,
  checkOutProblems,
  joinNotes,
  SHOP_CLOSED,
} from '../../domain/visits/summary.ts'
import { type Customer, getCustomer } from '../customers/store.ts'
import { type Rep, repOf } from './people.ts'
import { type VisitRules, visitRules } from './rules.ts'
import { type Fix, getFix } from './store/fixes.ts'
import { type Note, notesOf } from './store/notes.ts'
import { type Photo, photosOf } from './store/photos.ts'
import type { Visit } from './store/visits.ts'

export interface Scene {
  readonly visit: Visit
  readonly rep: Rep
  /** Null when the customer is not (yet) in our files. */
  readonly customer: Customer | null
  readonly rules: VisitRules
  readonly photos: readonly Photo[]
  readonly notes: readonly Note[]
  readonly checkOutFix: Pick<Fix, 'sentAt'> | null
}

/** Reads the scene of a visit. `rep` is given where it is known. */
export async function sceneOf(ctx: Ctx, visit: Visit, rep?: Rep): Promise<Scene> {
  const { tx } = ctx
  const person = rep ?? (await repOf(tx, visit.repOpenId))
  const customer = await getCustomer(tx, visit.customerCode)
  return {
    visit,
    rep: person,
    customer,
    rules: rulesFor(ctx, person, customer),
    photos: await photosOf(tx, visit.id),
    notes: await notesOf(tx, visit.id),
    checkOutFix: await getFix(tx, visit.checkOutFixId),
  }
}

/** The rules of a visit, where nothing else of it is needed. */
export async function rulesOf(ctx: Ctx, visit: Visit, rep: Rep): Promise<VisitRules> {
  return rulesFor(ctx, rep, await getCustomer(ctx.tx, visit.customerCode))
}

/** The rules for a rep at a customer. */
export function rulesFor(ctx: Ctx, rep: Rep, customer: Customer | null): VisitRules {
  return visitRules(ctx.rules, {
    teams: rep.teamPath,
    type: customer?.type,
    grade: customer?.grade,
    customerCode: customer?.code,
  })
}

/** The texts of the visit as one summary. */
export function summaryOf({ notes }: Scene): string {
  return joinNotes(notes.map(({ text, createdAt }) => ({ text, at: createdAt })))
}

/** Photos that count: those that could not be fetched do not. */
export const usable = (photos: readonly Photo[]) =>
  photos.filter((photo) => photo.status !== 'failed')

/** How long a location counts as the place of leaving. */
const leavingMinutes = 10

/** Whether the place of leaving that the rules ask for is there, sent just now. */
export function hasLeavingPlace(scene: Scene, now: Date): boolean {
  const { checkOutFix, visit } = scene
  if (!checkOutFix) return false
  const ageMs = now.getTime() - checkOutFix.sentAt.getTime()
  return ageMs <= leavingMinutes * 60_000 && checkOutFix.sentAt >= visit.checkedInAt
}

/** What keeps the visit from being closed with this summary and result. */
export function problemsOf(
  scene: Scene,
  draft: { summary: string; outcome?: string | undefined; outcomeRequired: boolean },
  now: Date,
): CheckOutProblem[] {
  const { rules, visit } = scene
  const closedShop = draft.outcome === SHOP_CLOSED
  const hasPlace = visit.checkInFixId !== null || visit.checkOutFixId !== null
  const located = closedShop
    ? hasPlace || !rules.enabled
    : !rules.enabled || rules.checkOutPlace !== 'required' || hasLeavingPlace(scene, now)
  return checkOutProblems(
    {
      located,
      photos: usable(scene.photos).map(({ kind }) => kind),
      summary: draft.summary,
      ...(draft.outcome ? { outcome: draft.outcome } : {}),
    },
    {
      requiredPhotos: closedShop ? onlyStorefront(rules.photos) : rules.photos,
      minSummaryCharacters: rules.summaryMin,
      outcomeRequired: draft.outcomeRequired,
    },
  )
}

/** A closed shop is shown by one storefront photo, even where the rules ask for a second one. */
function onlyStorefront(required: readonly RequiredPhoto[]): RequiredPhoto[] {
  return required.includes('storefront') ? ['storefront'] : []
}

/** Whether all photos that the rules ask for are there: half of 有效拜访. */
export function photosComplete({ photos, rules }: Scene): boolean {
  return (
    missingKinds(
      usable(photos).map(({ kind }) => kind),
      rules.photos,
    ).length === 0
  )
}
