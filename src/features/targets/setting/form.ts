/** The form of 设指标 for a team: whom it can be for, and which months. */

import type { Card } from '../../../../cards/kit/card.ts'
import { setFormCard } from '../../../../cards/targets/set-form.ts'
import type { SetFormView } from '../../../../cards/targets/setting-view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { addDays, monthOf, monthRange } from '../../../domain/time.ts'
import { may } from '../../../policies.ts'
import { allTeamPaths } from '../../org/store.ts'
import { repsBelow, teamTree } from '../../performance/digest/people.ts'
import { teamSubject } from './subject.ts'

/** A select of more is no help on a phone: a name is typed then. */
const mostToChoose = 60
const monthsOffered = 13

export async function setFormCardFor(
  ctx: ActorCtx,
  teamCode: string,
  { values, problem = null }: Pick<SetFormView, 'values'> & { problem?: string | null },
): Promise<Card> {
  const { team } = await teamSubject(ctx, teamCode)
  const tree = await teamTree(ctx.tx, teamCode)
  const paths = await allTeamPaths(ctx.tx)
  const people = (await repsBelow(ctx.tx, tree)).filter(({ openId, teamCode: own }) =>
    may(ctx.actor, 'targets.set', { repOpenId: openId, teamPath: paths.get(own ?? '') ?? [] }),
  )
  const who = [
    ...tree.map(({ code, name }) => ({ scope: `team:${code}`, name })),
    ...people.map(({ openId, name }) => ({ scope: `person:${openId}`, name })),
  ]
  const isMany = who.length > mostToChoose
  const { who: chosen } = values
  return setFormCard(
    {
      teamCode,
      teamName: team.name,
      months: monthsFor(ctx, values.when),
      who: isMany ? null : who,
      values: { ...values, who: chosen || (isMany ? team.name : `team:${teamCode}`) },
      problem,
    },
    ctx.t,
  )
}

/** This year and the next, the last month and the year ahead, and the one that was asked for. */
function monthsFor(ctx: ActorCtx, asked: string | undefined): string[] {
  const months: string[] = []
  let month = monthOf(addDays(monthRange(monthOf(ctx.today)).from, -1))
  for (let i = 0; i <= monthsOffered; i++) {
    months.push(month)
    month = monthOf(addDays(monthRange(month).to, 1))
  }
  const year = Number(ctx.today.slice(0, 4))
  const all = [...months, String(year), String(year + 1)]
  return asked && !all.includes(asked) && /^\d{4}(-\d{2})?$/.test(asked) ? [asked, ...all] : all
}
