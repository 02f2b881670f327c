import { join } from 'node:path'
import { eq, getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, test } from 'vitest'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { teamManagers, users } from '../../src/features/org/tables.ts'
import { planStops, planWishes } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { root, sourceFiles } from '../invariants/files.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

const tuesday = '2026-11-24'
const wednesday = '2026-11-25'
const friday = '2026-11-27'

async function scene() {
  const bot = await startBot({ now: `${tuesday}T08:40:00+08:00` })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅')
  const wang = await bot.manager('王芳')
  return { bot, li, han, wang }
}

/** A customer that no cycle makes due, unless `more` says so. */
const shop = (bot: TestBot, code: string, more: object = {}) =>
  bot.customer({ name: `门店${code}`, code, visitDays: [7], ...northOf(centre, 500), ...more })

/** Everything that a handover may touch, as one comparable value. */
async function state(bot: TestBot) {
  const [owned, owners, stops, wishes] = await Promise.all([
    bot.db.execute(sql`select code, owner_open_id, team_code from customers order by code`),
    bot.db.execute(sql`select * from customer_owners order by customer_code, from_date`),
    bot.db.execute(sql`select rep_open_id, date::text, customer_code, source, status, counted, skip_state
      from plan_stops order by 1, 2, 3`),
    bot.db.execute(sql`select rep_open_id, date::text, customer_code, source, status
      from plan_wishes order by 1, 2, 3, 4`),
  ])
  return { owned, owners, stops, wishes }
}

const ownerOf = async (bot: TestBot, code: string) =>
  (await bot.db.select().from(customers).where(eq(customers.code, code)))[0]?.ownerOpenId

async function wish(bot: TestBot, rep: string, code: string, date: string, source = 'promise') {
  await bot.db.insert(planWishes).values({
    id: crypto.randomUUID(),
    repOpenId: openIdOf(rep),
    customerCode: code,
    date,
    source: source as 'promise',
    createdAt: bot.now(),
  })
}

describe('交接', () => {
  test('customers, stops of today and promises move in one act, and everybody concerned hears it', async () => {
    const { bot, li, han, wang } = await scene()
    await shop(bot, 'A1', { visitDays: null, grade: 'A' })
    await shop(bot, 'B1', { grade: 'B' })
    await shop(bot, 'H1', { owner: '韩梅', visitDays: null })
    await wish(bot, '李雷', 'B1', friday)
    await bot.job('plans.generate')
    await bot.job('plans.send')
    expect((await bot.report('plans')).map((row) => row.customer_code)).toEqual(['A1', 'H1'])

    await wang.says('交接 @李雷 @韩梅', { mentions: ['李雷', '韩梅'] })
    expect(wang.card).toShow('交接 · 李雷 → 韩梅', '2 家客户', 'A级 1', '1 个未来站点', '1 个承诺')
    expect(await ownerOf(bot, 'A1')).toBe(li.openId)
    await wang.clicks('确认交接')
    expect(wang.card).toShow('已交接 · 李雷 → 韩梅', '2 家客户现在归 韩梅', '撤销')
    expect(await ownerOf(bot, 'A1')).toBe(han.openId)
    expect(han.card).toShow('李雷 的 2 家客户交给你了', '门店A1')
    expect(li.card).toShow('你的 2 家客户交给了 韩梅')
    // The stop of today is routed on the receiver's plan and shown on that card.
    const plan = await bot.report('plans')
    expect(plan.map((row) => `${row.open_id} ${row.customer_code}`).toSorted()).toEqual([
      `${han.openId} A1`,
      `${han.openId} H1`,
    ])
    expect(plan.every((row) => row.eta && row.counted)).toBe(true)
    expect(han.cards.some((card) => JSON.stringify(card).includes('今天 2 家'))).toBe(true)
    expect(await bot.db.select().from(planWishes)).toMatchObject([
      { repOpenId: han.openId, customerCode: 'B1', date: friday, status: 'waiting' },
    ])
    const owners = await bot.db.select().from(customerOwners)
    expect(owners.filter((row) => row.customerCode === 'A1')).toMatchObject([
      { ownerOpenId: li.openId, fromDate: '2025-01-01', untilDate: tuesday },
      { ownerOpenId: han.openId, fromDate: tuesday, untilDate: null },
    ])
  })

  test('undone the same day everything is as it was; a second undo and one after a day change nothing', async () => {
    const { bot, li, han, wang } = await scene()
    for (const code of ['A1', 'A2']) await shop(bot, code, { visitDays: null, line: '东线' })
    await shop(bot, 'B1')
    await shop(bot, 'H1', { owner: '韩梅', visitDays: null })
    await wish(bot, '李雷', 'B1', friday)
    await wish(bot, '李雷', 'A2', friday, 'manual')
    await wish(bot, '韩梅', 'A2', friday, 'manual')
    await bot.job('plans.generate')
    await bot.job('plans.generate', { date: wednesday })
    await bot.job('plans.send')
    const before = await state(bot)
    await wang.says('交接 李雷 韩梅')
    await wang.clicks('确认交接')
    expect(await state(bot)).not.toEqual(before)
    await wang.clicks('撤销')
    expect(wang.card).toShow('已撤销交接', '3 家客户已退回 李雷')
    expect(li.card).toShow('已撤销交接')
    expect(han.card).toShow('已撤销交接')
    expect(await state(bot)).toEqual(before)

    await wang.says('交接 李雷 韩梅')
    await wang.clicks('确认交接')
    const after = await state(bot)
    bot.at(`${wednesday}T08:41:00+08:00`)
    await wang.clicks('撤销')
    expect(wang.toast?.content).toContain('超过 24 小时')
    expect(await state(bot)).toEqual(after)
  })

  test('undone the next morning the day that was lived stays, and what changed hands again stays', async () => {
    const { bot, li, han, wang } = await scene()
    await shop(bot, 'A1', { visitDays: null })
    await shop(bot, 'A2', { visitDays: null })
    await wang.says('交接 李雷 韩梅')
    await wang.clicks('确认交接')
    const zhang = await bot.rep('张三')
    await bot.db
      .update(customers)
      .set({ ownerOpenId: zhang.openId })
      .where(eq(customers.code, 'A2'))
    bot.at(`${wednesday}T08:00:00+08:00`)
    await bot.job('plans.generate')
    expect(
      (await bot.report('plans')).map((row) => [row.open_id, row.customer_code]),
    ).toContainEqual([han.openId, 'A1'])
    await wang.clicks('撤销')
    expect(wang.card).toShow('1 家客户已退回 李雷', '1 家后来又换过人')
    expect(await ownerOf(bot, 'A1')).toBe(li.openId)
    expect(await ownerOf(bot, 'A2')).toBe(zhang.openId)
    const owners = await bot.db
      .select()
      .from(customerOwners)
      .where(eq(customerOwners.customerCode, 'A1'))
    expect(owners.map((row) => [row.ownerOpenId, row.fromDate, row.untilDate])).toEqual([
      [li.openId, '2025-01-01', tuesday],
      [han.openId, tuesday, wednesday],
      [li.openId, wednesday, null],
    ])
    const plan = await bot.report('plans')
    expect(plan.filter((r) => r.open_id === han.openId && r.customer_code === 'A1')).toEqual([])
  })

  test('a selection by grade or line moves only those', async () => {
    const { bot, li, han, wang } = await scene()
    await shop(bot, 'A1', { grade: 'A', line: '东线' })
    await shop(bot, 'B1', { grade: 'B', line: '东线' })
    await shop(bot, 'B2', { grade: 'B', line: '西线' })
    await wish(bot, '李雷', 'A1', friday)
    await wish(bot, '李雷', 'B2', friday)
    await wang.says('交接 李雷 韩梅')
    await wang.selects('交接哪些', '线路 西线 · 1 家')
    expect(wang.card).toShow('1 家客户', '其余仍归 李雷')
    await wang.selects('交接哪些', 'B级 · 2 家')
    expect(wang.card).toShow('2 家客户', '1 个承诺')
    await wang.clicks('确认交接')
    expect([await ownerOf(bot, 'A1'), await ownerOf(bot, 'B1'), await ownerOf(bot, 'B2')]).toEqual([
      li.openId,
      han.openId,
      han.openId,
    ])
    const wishes = await bot.db.select().from(planWishes)
    expect(Object.fromEntries(wishes.map((row) => [row.customerCode, row.repOpenId]))).toEqual({
      A1: li.openId,
      B2: han.openId,
    })
  })

  test('names that are missing or unclear are asked for, step by step', async () => {
    const { bot, han, wang } = await scene()
    await bot.rep('李雷雷')
    await shop(bot, 'A1')
    await wang.says('交接')
    expect(wang.card).toShow('交出谁的客户')
    await wang.selects('选一个人', '李雷 · 1 家 · 一部')
    expect(wang.card).toShow('交接 · 李雷', '交给谁', '1 家客户')
    await wang.selects('选一个人', '韩梅 · 0 家 · 一部')
    expect(wang.card).toShow('交接 · 李雷 → 韩梅')
    await wang.clicks('取消')
    expect(wang.card).toShow('没有交接')
    await wang.says('交接 雷 给 韩梅')
    expect(wang.card).toShow('「雷」有几个人')
    await wang.selects('选一个人', '李雷 · 1 家 · 一部')
    expect(wang.card).toShow('交接 · 李雷 → 韩梅')
    await wang.says('交接 李雷 火星人')
    expect(wang.card).toShow('没找到「火星人」')
    await wang.says('交接 李雷 李雷')
    expect(wang.lastText).toContain('不能交给同一个人')
    await wang.says('交接 李雷→韩梅')
    await wang.clicks('确认交接')
    expect(await ownerOf(bot, 'A1')).toBe(han.openId)
  })

  test('only who leads both may, also with the card of somebody else in hand', async () => {
    const { bot, li, wang } = await scene()
    const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
    const ding = await bot.rep('丁一', { team: 'T2' })
    const boss = await bot.admin()
    await shop(bot, 'A1')
    await shop(bot, 'X1', { teamCode: 'T9' })
    await zhao.says('交接 @李雷 @丁一', { mentions: ['李雷', '丁一'] })
    expect(zhao.lastText).toContain('这不是你能处理的')
    await wang.says('交接 @李雷 @丁一', { mentions: ['李雷', '丁一'] })
    expect(wang.lastText).toContain('这不是你能处理的')
    await li.says('交接 李雷 韩梅')
    expect(li.lastText).toContain('主管、管理员')

    await boss.says('交接 @李雷 @丁一', { mentions: ['李雷', '丁一'] })
    await boss.clicks('确认交接')
    expect(await ownerOf(bot, 'A1')).toBe(ding.openId)
    // The giver's team's customers go along to the receiver's team; another team's stay there.
    const rows = await bot.db.select().from(customers).orderBy(customers.code)
    expect(rows.map((row) => row.teamCode)).toEqual(['T2', 'T9'])
    expect(zhao.card).toShow('已交接 · 李雷 → 丁一')
    expect(zhao.card).not.toShow('撤销')
    await boss.clicks('撤销')
    const back = await bot.db.select().from(customers).orderBy(customers.code)
    expect(back.map((row) => row.teamCode)).toEqual(['T1', 'T9'])
    expect(zhao.card).toShow('已撤销交接')
  })
})

describe('who has left', () => {
  test('a platform event cancels what is to come and brings the managers a card that leads to 交接', async () => {
    const { bot, li, han, wang } = await scene()
    await shop(bot, 'A1', { visitDays: null })
    await shop(bot, 'B1')
    await wish(bot, '李雷', 'B1', friday)
    await bot.job('plans.generate')
    await bot.simulator.resign('李雷')
    await bot.settle()
    expect(wang.card).toShow('李雷 已离职，账号已停用', '2 家客户', '1 个未来站点', '1 个承诺')
    expect(await bot.db.select().from(planStops)).toMatchObject([{ status: 'skipped' }])
    expect(await bot.db.select().from(planWishes)).toMatchObject([{ status: 'orphaned' }])

    await wang.clicks('交接')
    expect(wang.card).toShow('交接 · 李雷', '交给谁')
    await wang.selects('选一个人', '韩梅 · 0 家 · 一部')
    await wang.clicks('确认交接')
    expect(await ownerOf(bot, 'A1')).toBe(han.openId)
    expect(await bot.db.select().from(planWishes)).toMatchObject([
      { repOpenId: han.openId, status: 'waiting' },
    ])
    expect(li.cards).toHaveLength(0)
  })

  test('an import does the same once, by name in the picker; who has nothing makes no noise', async () => {
    const { bot, li, wang } = await scene()
    const boss = await bot.admin()
    await bot.rep('张三')
    await shop(bot, 'A1')
    await wish(bot, '李雷', 'A1', friday)
    const file = `open_id,name,role,team_code,status\n${li.openId},李雷,rep,T1,left\n${openIdOf('张三')},张三,rep,T1,left\n`
    await boss.sendsFile('users.csv', Buffer.from(file))
    expect(wang.card).toShow('离职交接 · 李雷', '1 家客户', '1 个承诺')
    expect(wang.cards).toHaveLength(1)
    await boss.sendsFile('users.csv', Buffer.from(file))
    await bot.job('handover.leavers')
    expect(wang.cards).toHaveLength(1)
    await wang.says('交接')
    await wang.selects('选一个人', '李雷 · 已离职 · 1 家 · 一部')
    expect(wang.card).toShow('交接 · 李雷')

    // Back again: what was cancelled is planned again.
    await boss.sendsFile('users.csv', Buffer.from(file.replace(/left/g, 'active')))
    expect(await bot.db.select().from(planWishes)).toMatchObject([{ status: 'waiting' }])
  })
})

/**
 * Every column that says whose something is. `moves` must be empty of the giver afterwards; the others are
 * history, or belong to the person and not to the customers.
 */
const ownerColumns: Record<string, 'moves' | 'history' | 'person'> = {
  'customers.ownerOpenId': 'moves',
  // By local date: the rows of the past stay, the open one is closed.
  'customer_owners.ownerOpenId': 'history',
  // Future rows move (checked below); past days stay with who did them.
  'plan_stops.repOpenId': 'history',
  'plan_wishes.repOpenId': 'history',
  'daily_plans.repOpenId': 'history',
  'visits.repOpenId': 'history',
  'visit_photos.repOpenId': 'history',
  'visit_notes.repOpenId': 'history',
  'location_fixes.repOpenId': 'history',
  'orders.repOpenId': 'history',
  // Ten minutes of a person's own check-in.
  'check_in_intents.repOpenId': 'person',
  'users.openId': 'person',
  'team_managers.openId': 'person',
  'greetings.openId': 'person',
  'unreachable.openId': 'person',
  'departures.openId': 'person',
  'leave_requests.openId': 'person',
  // Decided on its own card by the manager.
  'stop_offers.repOpenId': 'history',
  'consents.openId': 'person',
  'practices.openId': 'person',
  // What the bot said, or was about to say, to this person.
  'nudges.openId': 'person',
  'unasked_messages.openId': 'person',
  // The cycle is the person's; its coming visits go with their customers (checked below).
  'cycles.repOpenId': 'person',
  'cycle_visits.repOpenId': 'history',
  'cycle_requests.repOpenId': 'history',
  // Who looked after the customer when it was raised: whoever does now is asked (alarms-acts.test.ts).
  'customer_alarms.ownerOpenId': 'history',
  // What a person did, was paid or is out for.
  'outings.openId': 'person',
  'live_sessions.repOpenId': 'person',
  'attendance_flows.openId': 'person',
  'commission_results.openId': 'history',
  'commission_corrections.openId': 'history',
  'commission_months.openId': 'history',
  'commission_marks.openId': 'history',
  'visit_assessments.repOpenId': 'history',
  'visit_explanations.openId': 'history',
  'explanation_windows.openId': 'person',
  'explanation_photos.repOpenId': 'history',
  // Sums of what was done and paid; triggers keep them up.
  'rep_days.openId': 'history',
  'rep_day_marks.openId': 'history',
  'rep_month_customers.openId': 'history',
  'payment_credits.openId': 'history',
  // Who took which file: the log of it.
  'exports.openId': 'history',
}

async function ownerColumnsOfTables(): Promise<string[]> {
  const files = sourceFiles('src/features', 'src/db').filter((file) => file.endsWith('/tables.ts'))
  const found: string[] = []
  for (const file of files) {
    const module = (await import(join(root, file))) as Record<string, unknown>
    for (const value of Object.values(module)) {
      if (!is(value, PgTable)) continue
      for (const name of Object.keys(getTableColumns(value))) {
        if (['repOpenId', 'ownerOpenId', 'openId'].includes(name)) {
          found.push(`${getTableName(value)}.${name}`)
        }
      }
    }
  }
  return found.toSorted()
}

test('a handover of 500 customers leaves nothing orphaned, over every table that says whose something is', {
  timeout: 60_000,
}, async () => {
  const { bot, li, han, wang } = await scene()
  expect(await ownerColumnsOfTables()).toEqual(Object.keys(ownerColumns).toSorted())
  const codes = Array.from({ length: 500 }, (_, i) => `C${String(i).padStart(4, '0')}`)
  await bot.db.insert(customers).values(
    codes.map((code, i) => ({
      code,
      name: `门店${code}`,
      ownerOpenId: li.openId,
      teamCode: 'T1',
      grade: (['A', 'B', 'C', 'D'] as const)[i % 4],
      status: i % 50 === 0 ? ('closed' as const) : ('active' as const),
      lngGcj: centre.lng,
      latGcj: centre.lat + i / 10_000,
      createdOn: '2025-01-01',
    })),
  )
  await bot.db
    .insert(customerOwners)
    .values(
      codes.map((code) => ({ customerCode: code, ownerOpenId: li.openId, fromDate: '2025-01-01' })),
    )
  const past = crypto.randomUUID()
  await bot.db.insert(visits).values({
    id: past,
    repOpenId: li.openId,
    customerCode: 'C0001',
    date: '2026-11-20',
    planned: false,
    status: 'closed',
    checkedInAt: new Date('2026-11-20T02:00:00Z'),
    locationSource: 'chat',
    verdict: 'on_site',
  })
  for (const code of codes.slice(0, 60)) await wish(bot, '李雷', code, friday)
  await bot.job('plans.generate')
  await bot.job('plans.generate', { date: wednesday })

  await wang.says('交接 李雷 韩梅')
  expect(wang.card).toShow('500 家客户', '其中已关店 10 家', '60 个承诺')
  await wang.clicks('确认交接')
  expect(wang.card).toShow('500 家客户现在归 韩梅')

  for (const [column, kind] of Object.entries(ownerColumns)) {
    if (kind !== 'moves') continue
    const [table = '', name = ''] = column.split('.')
    const snake = name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)
    const rows = await bot.db.execute(
      sql`select 1 from ${sql.identifier(table)} where ${sql.identifier(snake)} = ${li.openId}`,
    )
    expect(rows, column).toHaveLength(0)
  }
  const left = await bot.db.execute<{ what: string; n: string }>(sql`
    select 'owners' as what, count(*) as n from customer_owners where owner_open_id = ${li.openId} and until_date is null
    union all select 'stops', count(*) from plan_stops where rep_open_id = ${li.openId} and date >= ${tuesday} and status = 'planned'
    union all select 'wishes', count(*) from plan_wishes where rep_open_id = ${li.openId} and date >= ${tuesday} and status <> 'cancelled'
    union all select 'cycle visits', count(*) from cycle_visits where rep_open_id = ${li.openId} and date >= ${tuesday}
    union all select 'unowned', count(*) from customers c where not exists (
      select 1 from customer_owners o where o.customer_code = c.code and o.owner_open_id = c.owner_open_id and o.until_date is null)`)
  expect(left.map((row) => [row.what, Number(row.n)])).toEqual([
    ['owners', 0],
    ['stops', 0],
    ['wishes', 0],
    ['cycle visits', 0],
    ['unowned', 0],
  ])
  expect(await bot.db.$count(planWishes, eq(planWishes.repOpenId, han.openId))).toBe(60)
  expect(await bot.db.select().from(visits)).toMatchObject([{ id: past, repOpenId: li.openId }])
  // Leading a team and being a person are not customers': they stay.
  expect(await bot.db.select().from(teamManagers)).toMatchObject([{ openId: wang.openId }])
  expect(await bot.db.$count(users, eq(users.openId, li.openId))).toBe(1)
})
