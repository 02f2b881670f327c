/** A draft tried on the month before: who would have got how much. A job works it out. */
import { tryCard } from '../../../cards/commission/schemes.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Ctx } from '../../bot/context.ts'
import { monthOf } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { getUsers, loadActor } from '../org/store.ts'
import { computeScheme } from './compute.ts'
import { monthBefore } from './months.ts'
import { pageOf } from './person.ts'
import { getScheme, getVersion, inForceOf, schemesIn } from './schemes.ts'

export const tryThing = (versionId: string) => `commission-try:${versionId}`

/** The card while it is being worked out, or with its result; null: the draft is gone. */
export async function tryCardFor(
  ctx: Ctx,
  versionId: string,
  page: number,
  t: T,
  isReady: boolean,
): Promise<Card | null> {
  const version = await getVersion(ctx.tx, versionId)
  const scheme = version && (await getScheme(ctx.tx, version.schemeId))
  const inForce = await inForceOf(ctx.tx, versionId)
  if (!version || !scheme || !inForce) return null
  const month = monthBefore(monthOf(ctx.today))
  const head = {
    versionId,
    schemeId: scheme.id,
    name: scheme.name,
    fromMonth: version.fromMonth,
    month,
  }
  if (!isReady) return tryCard({ ...head, page: 0, pages: 1, result: null }, t)

  const after = await computeScheme(ctx, { inForce, month })
  // Against what holds: of the same scheme, last month's terms, on the same facts.
  const held = (await schemesIn(ctx.tx, month)).find((one) => one.scheme.id === scheme.id)
  const before = held
    ? await computeScheme(ctx, { inForce: held, month })
    : new Map<string, never>()
  const people = await getUsers(ctx.tx, [...new Set([...before.keys(), ...after.keys()])])
  const rows = [...new Set([...before.keys(), ...after.keys()])]
    .map((openId) => ({
      openId,
      name: people.get(openId)?.name ?? openId,
      before: fenOf(before, openId),
      after: fenOf(after, openId),
    }))
    .filter((one) => one.before !== 0 || one.after !== 0)
    .toSorted(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
        (a.openId < b.openId ? -1 : 1),
    )
  const shown = pageOf(rows, page)
  const count = (fits: (difference: number) => boolean) =>
    rows.filter((one) => fits(one.after - one.before)).length
  return tryCard(
    {
      ...head,
      page: shown.page,
      pages: shown.pages,
      result: {
        before: rows.reduce((sum, one) => sum + one.before, 0),
        after: rows.reduce((sum, one) => sum + one.after, 0),
        more: count((n) => n > 0),
        less: count((n) => n < 0),
        same: count((n) => n === 0),
        rows: shown.rows,
      },
    },
    t,
  )
}

const fenOf = (people: ReadonlyMap<string, { computed: { totalFen: number } }>, openId: string) =>
  people.get(openId)?.computed.totalFen ?? 0

/** Works the try-out out and shows it to who asked; the right to it is read again. */
export async function showTry(
  ctx: Ctx,
  { versionId, page, openId }: { versionId: string; page: number; openId: string },
): Promise<void> {
  const actor = await loadActor(ctx.tx, openId)
  if (actor?.role !== 'admin' && actor?.role !== 'finance') return
  const card = await tryCardFor(ctx, versionId, page, ctx.tFor(actor.locale), true)
  if (card) await ctx.show({ openId }, tryThing(versionId), card)
}
