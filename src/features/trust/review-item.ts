/** One doubtful visit as those see it who decide: reasons, photos beside those they resemble, what was said. */
import { eq, inArray } from 'drizzle-orm'
import type { PhotoPair, PhotoShown, ReviewItem } from '../../../cards/trust/view.ts'
import { short } from '../../../cards/visits/parts.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import { formatDate, formatLocal, type LocalDate } from '../../domain/time.ts'
import { askedOf } from '../../i18n/live.ts'
import type { T } from '../../i18n/t.ts'
import { trustWords as w } from '../../i18n/trust.ts'
import { may } from '../../policies.ts'
import { getCustomers } from '../customers/store.ts'
import { getUsers } from '../org/store.ts'
import { photosOf } from '../visits/store/photos.ts'
import { visitPhotos, visits } from '../visits/tables.ts'
import { explanationView, rulersOf, rulingView } from './show.ts'
import type { Case } from './show-case.ts'
import { type Judged, judgedOf } from './show-people.ts'
import { judgementOf } from './show-reasons.ts'
import { recordViews } from './tables.ts'

/** `level` is what the reader may decide now, null for only looking. */
export async function reviewItem(
  ctx: Ctx,
  reader: Actor,
  { one, judged, level }: { one: Case; judged: Judged; level: 1 | 2 | null },
  t: T,
): Promise<ReviewItem> {
  const { visit, explanation, appeal, ruling, decision } = one
  const names = await getUsers(ctx.tx, rulersOf(one))
  const customers = await getCustomers(ctx.tx, [visit.customerCode])
  const time = (at: Date) => formatLocal(at, ctx.zone, 'time')
  const moment = (at: Date) => formatLocal(at, ctx.zone, 'dateTime')
  const photos = await photosOf(ctx.tx, visit.id)
  const reached = level === 2 ? appeal?.reached : explanation?.reached
  return {
    visitId: visit.id,
    ...judgementOf(one),
    rep: judged.name,
    customer: customers.get(visit.customerCode)?.name ?? visit.customerCode,
    day: formatDate(visit.date as LocalDate, 'monthDay'),
    arrived: time(visit.checkedInAt),
    left: visit.checkedOutAt && time(visit.checkedOutAt),
    minutes: visit.dwellMinutes,
    explanation: explanation && explanationView(ctx, explanation, one.photos),
    appeal: appeal && { text: appeal.text, at: moment(appeal.at) },
    ruling: ruling && rulingView(ctx, ruling, names),
    decision: decision && rulingView(ctx, decision, names),
    pairs: await pairsOf(ctx, reader, one, t),
    photos: photos
      .filter(({ status }) => status === 'stored')
      .map((photo) => ({
        imageKey: photo.cardImageKey,
        caption: [t(w.photoNow, { at: time(photo.createdAt) }), askedOf(photo, t)]
          .filter(Boolean)
          .join(' · '),
      })),
    isUp: (reached ?? null) !== null,
    level,
  }
}

/** Photos that a rule found used before, each beside the one that it resembles. */
async function pairsOf(ctx: Ctx, reader: Actor, { flags }: Case, t: T): Promise<PhotoPair[]> {
  const pairs = new Map<string, { now: string; before: string }>()
  for (const { numbers } of flags) {
    const { photoId, otherPhotoId } = numbers
    if (typeof photoId === 'string' && typeof otherPhotoId === 'string')
      pairs.set(`${photoId}/${otherPhotoId}`, { now: photoId, before: otherPhotoId })
  }
  if (pairs.size === 0) return []
  const ids = [...pairs.values()].flatMap(({ now, before }) => [now, before])
  const rows = await ctx.tx
    .select({
      id: visitPhotos.id,
      imageKey: visitPhotos.cardImageKey,
      createdAt: visitPhotos.createdAt,
      repOpenId: visitPhotos.repOpenId,
      customerCode: visits.customerCode,
    })
    .from(visitPhotos)
    .innerJoin(visits, eq(visits.id, visitPhotos.visitId))
    .where(inArray(visitPhotos.id, ids))
  const people = await judgedOf(
    ctx.tx,
    rows.map(({ repOpenId }) => repOpenId),
  )
  const customers = await getCustomers(
    ctx.tx,
    rows.map(({ customerCode }) => customerCode),
  )
  const captionOf = (row: (typeof rows)[number]): string => {
    const at = formatLocal(row.createdAt, ctx.zone, 'dateTime')
    const person = people.get(row.repOpenId)
    // Of a rep whom the reader does not lead, only that it was somebody else's.
    const seen =
      person && may(reader, 'visit.see', { repOpenId: person.openId, teamPath: person.teamPath })
    const customer = customers.get(row.customerCode)?.name ?? row.customerCode
    const who = seen ? `${person.name} ${short(customer, 12)}` : t(w.someoneElse)
    return t(w.photoThen, { who, at })
  }
  const shown = (id: string, isNow: boolean): PhotoShown | null => {
    const row = rows.find((one) => one.id === id)
    if (!row) return null
    const time = formatLocal(row.createdAt, ctx.zone, 'time')
    return {
      imageKey: row.imageKey,
      caption: isNow ? t(w.photoNow, { at: time }) : captionOf(row),
    }
  }
  return [...pairs.values()].flatMap((pair) => {
    const [now, before] = [shown(pair.now, true), shown(pair.before, false)]
    return now && before ? [{ now, before }] : []
  })
}

/** 谁看过: notes to whom other than the rep the review of a visit was shown, once a day. */
export async function noteView(ctx: Ctx, visitId: string, viewerOpenId: string): Promise<void> {
  await ctx.tx
    .insert(recordViews)
    .values({ visitId, viewerOpenId, date: ctx.today, at: ctx.now })
    .onConflictDoNothing()
}
