/** The rest of the large company: who leads, goods, schemes, alarms, plans and scores; then everything added up. */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Db } from '../../src/db/client.ts'
import { schemeTerms } from '../../src/domain/commission/terms.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { keepMonths } from '../../src/features/commission/kept/keep.ts'
import { commissionSchemes, commissionVersions } from '../../src/features/commission/tables.ts'
import { addUpMarkedDays } from '../../src/features/performance/facts/rep-days.ts'
import { noticeVersion } from '../../src/features/privacy/notice.ts'
import { lastDay } from './fill.ts'
import { contextAt } from './phone.ts'

/** Scored visits and photos reach back so far. */
const scoredDays = 90

/** A manager for each team, region and the company, an admin, finance; everybody has read the notice. */
export async function fillPeople(db: Db): Promise<void> {
  await db.execute(sql`insert into users (open_id, name, role, team_code)
    select 'ou_m' || code, name || '主管', 'manager', code from teams
    union all values ('ou_admin', '管理员', 'admin', 'ALL'), ('ou_cash', '钱会计', 'finance', 'ALL')`)
  await db.execute(sql`insert into team_managers (team_code, open_id, kind)
    select code, 'ou_m' || code, 'manager' from teams`)
  const version = noticeVersion(await loadRules(db))
  await db.execute(sql`insert into consents (open_id, version, asked_at, at)
    select open_id, ${version}, ${lastDay}::date - 300, ${lastDay}::date - 300 from users`)
}

/** Two lines an order, one in fifty with something that comes back; three schemes, one with each settlement. */
export async function fillGoods(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`insert into products (code, name, unit, category, cost_fen, price_fen)
      select 'P' || n, '商品' || n, '箱', (array['饮料','零食','日化','粮油'])[1 + n % 4], 3000 + n, 5000 + n
      from generate_series(0, 199) n`)
    await tx.execute(sql`insert into order_lines (order_code, line_no, product_code, quantity, unit,
        unit_price_fen, amount_fen, cost_fen, kind)
      select o.code, k, 'P' || abs(hashtext(o.code || k)) % 200, greatest(1, o.quantity::int / 2), '箱',
        o.net_fen / 2 / greatest(1, o.quantity::int / 2), o.net_fen / 2, o.cost_fen / 2, 'sale'
      from orders o, generate_series(1, 2) k`)
    await tx.execute(sql`insert into order_lines (order_code, line_no, product_code, quantity, unit,
        unit_price_fen, amount_fen, cost_fen, kind)
      select l.order_code, 3, l.product_code, 1, '箱', l.unit_price_fen, l.unit_price_fen, 3000, 'return'
      from order_lines l where l.line_no = 1 and abs(hashtext(l.order_code)) % 50 = 0`)
    await tx.execute(sql`update orders o set shipped_on = ordered_on + 1
      where o.ordered_on >= ${lastDay}::date - 120`)
  })
  const by = { createdAt: new Date(`${lastDay}T00:00:00Z`), createdBy: 'ou_admin' }
  const schemes = {
    销售提成: {
      base: 'amount',
      settledOn: 'order',
      rate: {
        kind: 'tiers',
        by: 'attainment',
        whole: false,
        steps: [
          { from: 0, value: 100 },
          { from: 0.8, value: 200 },
        ],
      },
      process: [{ metric: 'completion_rate', below: 0.8, times: 0.8 }],
    },
    毛利提成: {
      base: 'grossProfit',
      settledOn: 'shipment',
      rate: { kind: 'flat', value: 300 },
      categories: ['饮料'],
    },
    回款提成: {
      base: 'collected',
      settledOn: 'collection',
      rate: { kind: 'flat', value: 50 },
      late: { graceDays: 7, times: 0.5 },
      jointShare: 0.3,
    },
  }
  for (const [name, terms] of Object.entries(schemes)) {
    const id = uuidv7()
    await db.insert(commissionSchemes).values({ id, name, ...by })
    await db.insert(commissionVersions).values({
      ...{ id: uuidv7(), schemeId: id, fromMonth: '2025-01', status: 'published' },
      ...{ terms: schemeTerms.parse(terms), publishedAt: by.createdAt, publishedBy: 'ou_admin' },
      ...by,
    })
  }
}

/** Heads of plans, five alarms a rep, a score for each of the last visits, two photos for those of a month. */
export async function fillAround(db: Db): Promise<void> {
  await db.execute(sql`insert into daily_plans (id, rep_open_id, date, generated_at, frozen_at)
    select distinct plan_id, rep_open_id, date, date + time '00:00', date + time '00:10' from plan_stops
    where date > ${lastDay}::date - ${scoredDays}::int`)
  await db.execute(sql`insert into customer_alarms (id, customer_code, owner_open_id, kind, state, score, chance,
      money_at_risk_fen, numbers, data_as_of, raised_on, raised_at)
    select gen_random_uuid(), code, owner_open_id, 'churn', 'open', 1, 0.5, 120000, jsonb_build_object(
        'kind', 'churn', 'orderDays', 12, 'gap', 7, 'ownGap', 7, 'spread', 2, 'lastGap', 6, 'silent', 23,
        'cover', 1, 'closed', 0, 'brokenAfter', 14, 'lastOrderOn', ${lastDay}::date - 23),
      ${lastDay}::date - 3, ${lastDay}::date - 2, ${lastDay}::date - 2
    from customers where code ~ '_[0-4]$'`)
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`insert into visit_assessments (visit_id, rep_open_id, customer_code, date, score, band,
        evidence, evidence_share, rules_hash, assessed_at)
      select id, rep_open_id, customer_code, date, case when hashtext(id::text) % 50 = 0 then 60 else 95 end,
        case when hashtext(id::text) % 200 = 0 then 'red' when hashtext(id::text) % 50 = 0 then 'amber' else 'green' end,
        'chat', 0.7, 'bench', checked_out_at
      from visits where date > ${lastDay}::date - ${scoredDays}::int`)
    await tx.execute(sql`insert into visit_photos (id, visit_id, rep_open_id, message_id, image_key, created_at, kind,
        status, object_key, sha256)
      select gen_random_uuid(), v.id, v.rep_open_id, v.id || '/' || k, 'img', v.checked_in_at + k * interval '2 minutes',
        case k when 1 then 'storefront' else 'shelf' end, 'stored', 'photos/' || v.id || k, md5(v.id::text || k)
      from visits v, generate_series(1, 2) k where v.date > ${lastDay}::date - 30`)
  })
}

/** Adds up every day of the year, as the job has done by then. */
export async function addUp(db: Db): Promise<void> {
  await db.execute(sql`insert into rep_day_marks (open_id, date)
    select distinct rep_open_id, date from plan_stops
    except select open_id, date from rep_day_marks`)
  while (await db.transaction((tx) => addUpMarkedDays(tx)));
  await db.execute(sql`vacuum analyze`)
}

/** Keeps the open months of everybody's commission, as the job has done by then. */
export async function keepCommission(db: Db): Promise<void> {
  const isMore = () =>
    db.transaction(async (tx) => keepMonths(await contextAt(tx, `${lastDay}T17:00:00+08:00`)))
  while (await isMore());
  await db.execute(sql`vacuum analyze commission_months`)
}
