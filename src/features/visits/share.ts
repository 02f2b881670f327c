/** 分享: whether a visit can be shown to the team, and its card there. */
import type { Card } from '../../../cards/kit/card.ts'
import { sharedVisitCard } from '../../../cards/visits/share.ts'
import type { DoneView } from '../../../cards/visits/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatDate, formatLocal, type LocalDate, toLocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { groupOf } from '../groups/store.ts'
import { getTeam, type Team } from '../org/store.ts'
import { nameOf } from './names.ts'
import { outcomeLabel } from './rules.ts'
import { type Scene, usable } from './scene.ts'

/** What the system closed nobody told a result of. */
export const isShareable = ({ visit }: Scene): boolean =>
  visit.status === 'closed' && visit.closedBy === 'rep'

/** The rep's team and its group, as they are now; null where there is none. */
export async function groupOfRep(
  ctx: Pick<Ctx, 'tx'>,
  { rep }: Scene,
): Promise<{ readonly team: Team; readonly chatId: string } | null> {
  const team = rep.teamCode ? await getTeam(ctx.tx, rep.teamCode) : null
  const chatId = team && groupOf(team, 'team')
  return team && chatId ? { team, chatId } : null
}

/** What the visit's own card says of it. */
export async function shareOf(
  ctx: Ctx,
  scene: Scene,
): Promise<NonNullable<DoneView['share']> | null> {
  if (!isShareable(scene)) return null
  const group = await groupOfRep(ctx, scene)
  const { sharedAt } = scene.visit
  if (!group) return null
  const on = sharedAt && toLocalDate(sharedAt, ctx.zone)
  const day = on && on !== scene.visit.date ? `${formatDate(on, 'monthDay')} ` : ''
  return {
    team: group.team.name,
    at: sharedAt ? `${day}${formatLocal(sharedAt, ctx.zone, 'time')}` : null,
  }
}

/** The card for the group. */
export function sharedCard(ctx: Ctx, scene: Scene, t: T): Card {
  const { visit, customer, rep, rules, photos } = scene
  const day = formatDate(visit.date as LocalDate, 'day', t.locale)
  const left = formatLocal(visit.checkedOutAt ?? visit.checkedInAt, ctx.zone, 'time')
  return sharedVisitCard(
    {
      customer: nameOf(customer, visit.customerCode),
      repName: rep.name,
      when: `${day} ${left}`,
      minutes: visit.dwellMinutes,
      photos: usable(photos).length,
      orderFen: visit.orderAmountFen,
      outcome: visit.outcome ? outcomeLabel(visit.outcome, rules.addedOutcomes) : null,
      nextVisitOn: visit.nextVisitOn
        ? formatDate(visit.nextVisitOn as LocalDate, 'monthDay')
        : null,
    },
    t,
  )
}
