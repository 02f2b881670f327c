/** The changes of a team's targets and of those below it, as their card shows them. */
import { sql } from 'drizzle-orm'
import type { Card } from '../../../../cards/kit/card.ts'
import { changesCard } from '../../../../cards/targets/changes.ts'
import type { ChangeRow } from '../../../../cards/targets/setting-view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { ChatMetric } from '../../../domain/performance/target-words.ts'
import { chatMetrics } from '../../../domain/performance/target-words.ts'
import { formatLocal, monthOf } from '../../../domain/time.ts'
import { teamTree } from '../../performance/digest/people.ts'
import { num } from '../../performance/figures/scope.ts'
import { goodsNames } from '../goods.ts'
import { teamSubject } from './subject.ts'

const rowsOnPage = 15

type Row = {
  id: string
  scope: string
  month: string
  metric: ChatMetric
  product_code: string
  before: string | null
  after: string | null
  how: ChangeRow['how']
  at: string
  by_open_id: string | null
  name: string | null
  who: string | null
  n: string
}

/** People belong to the team that they are in now, as everywhere about targets. */
export async function changesCardFor(
  ctx: ActorCtx,
  asked: { teamCode: string; page: number; said?: string },
): Promise<Card> {
  const { teamCode, said = null } = asked
  const { team } = await teamSubject(ctx, teamCode)
  const codes = (await teamTree(ctx.tx, teamCode)).map(({ code }) => code)
  const among = sql`
    from target_changes c
    left join users u on c.scope = 'person:' || u.open_id
    left join teams t on c.scope = 'team:' || t.code
    where (u.team_code in ${codes} or t.code in ${codes}) and c.metric in ${[...chatMetrics]}`
  const [total] = await ctx.tx.execute<{ n: string }>(sql`select count(*) as n ${among}`)
  const count = num(total?.n ?? 0)
  const pages = Math.max(1, Math.ceil(count / rowsOnPage))
  const page = Math.min(asked.page, pages - 1)
  const rows = await ctx.tx.execute<Row>(sql`
    select c.*, coalesce(u.name, t.name) as name,
      (select b.name from users b where b.open_id = c.by_open_id) as who
    ${among} order by c.id desc limit ${rowsOnPage} offset ${page * rowsOnPage}`)
  const names = await goodsNames(
    ctx.tx,
    rows.map((row) => row.product_code),
  )
  const shown = rows.map((row): ChangeRow => {
    const { scope, month, metric, how } = row
    return {
      ...{ month, metric, how },
      id: Number(row.id),
      goodsName: row.product_code === '' ? null : (names.get(row.product_code) ?? row.product_code),
      name: row.name ?? scope.slice(scope.indexOf(':') + 1),
      before: row.before === null ? null : Number(row.before),
      after: row.after === null ? null : Number(row.after),
      at: formatLocal(new Date(row.at), ctx.zone, 'dateTime'),
      who: row.who ?? row.by_open_id,
    }
  })
  const [newest] = shown
  return changesCard(
    {
      teamCode,
      teamName: team.name,
      rows: shown,
      ...{ count, page, pages, said },
      undo: page === 0 && newest && newest.how !== 'file' ? newest.id : null,
      thisMonth: monthOf(ctx.today),
    },
    ctx.t,
  )
}
