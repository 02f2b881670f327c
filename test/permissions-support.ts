/**
 * The world of the tests of permissions (`permissions*.test.ts`), which are three files so that they run beside
 * one another. Who may do what, over everything that is declared: every command, button and form of the registry, pressed
 * by every kind of person with the ids of one team's real records. New ones are covered as they appear.
 */
import { sql } from 'drizzle-orm'
import type { ActionHandler, Command, Role, Who } from '../src/bot/define.ts'
import { mayInvoke } from '../src/bot/define.ts'
import type { Inbound } from '../src/bot/inbound.ts'
import { botWords } from '../src/i18n/bot.ts'
import { plan } from './features/visits-support.ts'
import { startBot, type TestBot } from './support/bot.ts'
import { inputFor, type Known } from './support/payloads.ts'

/** What nobody outside the first team may read. Commands name the customer by its code, never by these. */
const secrets = ['绝密超市', '机密路', '13911112222', '老板说下周谈独家陈列', '绝密原因']
export const code = 'C-SECRET'
export const today = '2026-03-02'

/** Two teams; the first has a rep in the middle of a day: a plan, an open visit, a photo, a note. */
export async function world() {
  const bot = await startBot({ now: `${today}T09:10:00+08:00` })
  await bot.team('T1', { name: '一部' })
  await bot.team('T2', { name: '二部' })
  const people = {
    li: await bot.rep('李雷'),
    wang: await bot.manager('王芳', { leads: 'T1' }),
    han: await bot.rep('韩梅', { team: 'T2' }),
    zhao: await bot.manager('赵强', { team: 'T2', leads: 'T2' }),
    ann: await bot.admin('安娜'),
    vera: await bot.rep('薇拉', { role: 'viewer' }),
    vic: await bot.rep('维克', { role: 'viewer', team: 'T2' }),
    finn: await bot.rep('费恩', { role: 'finance' }),
    gone: await bot.rep('走人', { status: 'left' }),
    nobody: bot.stranger('路人'),
  }
  const shop = await bot.customer({
    code,
    name: '绝密超市',
    address: '机密路 9 号',
    phone: '13911112222',
    grade: 'A',
  })
  await plan(bot, people.li.openId, [code])
  await people.li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  await people.li.sendsPhoto()
  await people.li.says('老板说下周谈独家陈列')
  await people.li.says('请假 03-09')
  await people.li.clicks('提交', { reason: '绝密原因' })
  await bot.db.execute(sql`
    insert into stop_offers (id, batch_id, rep_open_id, date, customer_code, why, created_at)
    select gen_random_uuid(), gen_random_uuid(), rep_open_id, date, customer_code, 'notStarted', now()
    from plan_stops limit 1`)
  await people.li.says(`采点 ${code}`)
  await people.li.sendsLocation({ lng: shop.lng, lat: shop.lat })
  await people.li.sendsPhoto()
  await people.li.clicks('提交')
  await people.li.says('新店 绝密分店')
  await people.li.sendsPhoto()
  await people.li.clicks('提交', { name: '绝密分店', contact: '老板' })
  await people.li.clicks('不是，提交新店')
  await people.li.says(`采点 ${code}`)
  // From here on nothing leaves: what an act wrote to be sent can be read at leisure.
  await bot.settle()
  await bot.runtime.relay.stop()
  const one = async (table: string) => {
    const rows = await bot.db.execute<{ id: string }>(
      sql`select id from ${sql.identifier(table)} limit 1`,
    )
    const id = rows[0]?.id
    if (!id) throw new Error(`the world has no row in ${table}`)
    return id
  }
  const [offer] = await bot.db.execute<{ batch_id: string }>(sql`select batch_id from stop_offers`)
  const known: Known = {
    requestId: await one('leave_requests'),
    offerId: await one('stop_offers'),
    batchId: offer?.batch_id,
    '*': code,
    visitId: await one('visits'),
    photoId: await one('visit_photos'),
    noteId: await one('visit_notes'),
    fixId: await one('location_fixes'),
    stopId: await one('plan_stops'),
    planId: await one('daily_plans'),
    pinId: await one('customer_pins'),
    outletId: await one('outlet_requests'),
    draftId: await one('place_drafts'),
    customerCode: code,
    code,
    codes: code,
    customers: code,
    repOpenId: people.li.openId,
    openId: people.li.openId,
    byOpenId: people.wang.openId,
    fromOpenId: people.li.openId,
    // The same: who may would otherwise hand the team's customers on in the middle of the test.
    toOpenId: people.li.openId,
    people: people.li.openId,
    teamCode: 'T1',
    scope: 'team:T1',
    key: 'checkin.toleranceM',
    date: today,
    from: today,
    to: today,
    // The time of a visit: none.
    window: null,
    // Where a card of alarms stands: one's own list.
    at: 'mine:0',
    month: '2026-03',
  }
  return { bot, people, known }
}

export type World = Awaited<ReturnType<typeof world>>
let made = 0

/** What came of one act: the answer of a click, and what was written to be sent. */
export interface Outcome {
  readonly toast: { type: string; text: string } | undefined
  /** Answer and messages together, as one text. */
  readonly said: string
  readonly sentTo: readonly string[]
  readonly jobs: readonly string[]
  readonly status: string
}

export async function act(bot: TestBot, event: Inbound): Promise<Outcome> {
  const [before] = await bot.db.execute<{ n: string }>(sql`
    select coalesce(pg_sequence_last_value('outbox_seq_seq'::regclass), 0) as n`)
  const answer = await bot.runtime.receiver.receive(event)
  const rows = await bot.db.execute<{
    kind: string
    target: string
    name: string
    text: string
  }>(sql`
    select kind, target, name, payload::text as text from outbox where seq > ${Number(before?.n ?? 0)}`)
  const [stored] = await bot.db.execute<{ status: string }>(sql`
    select status from inbound_events where key = ${event.key}`)
  const sent = rows.filter((row) => row.kind !== 'job')
  return {
    toast: answer.toast,
    said: [JSON.stringify(answer), ...sent.map((row) => row.text)].join('\n'),
    sentTo: sent.map((row) => row.target),
    jobs: rows.filter((row) => row.kind === 'job').map((row) => row.name),
    status: stored?.status ?? 'none',
  }
}

export function clickOf(
  { known }: World,
  { action }: ActionHandler,
  openId: string,
  option?: string,
): Inbound {
  made += 1
  const { spec } = action
  return {
    kind: 'cardAction',
    key: `event:matrix-${made}`,
    actorOpenId: openId,
    sentAt: `${today}T01:10:00.000Z`,
    messageId: `om_matrix_${made}`,
    chatId: 'oc_matrix',
    value: { action: action.id, v: action.v, payload: inputFor(spec.payload, known, action.id) },
    formValue: (spec.form ? inputFor(spec.form, known, action.id) : {}) as Record<string, unknown>,
    option,
    options: undefined,
    checked: undefined,
  }
}

export const textOf = (openId: string, text: string): Inbound => {
  made += 1
  return {
    kind: 'text',
    key: `message:matrix-${made}`,
    actorOpenId: openId,
    sentAt: `${today}T01:10:00.000Z`,
    messageId: `om_text_${made}`,
    chatId: 'oc_matrix',
    chatType: 'p2p',
    text,
    mentions: [],
    imageKeys: [],
  }
}

/** What a select could send: somebody, a team, a customer, a scope, a value. */
export const optionsOf = ({ known }: World, { action }: ActionHandler): (string | undefined)[] =>
  action.spec.option
    ? [known.repOpenId, known.scope, known.teamCode, known.customerCode, '500'].map(String)
    : [undefined]

export const linesOf = (command: Command): string[] => {
  const word = command.aliases[0] ?? command.name
  // What follows 新店 is a name of one's own: with the code in it a search of records would find it.
  if (command.name === 'outlet') return [word, `${word} 李雷小卖部`]
  return [word, `${word} ${code}`, `${word} 李雷`, `${word} 一部`, `${word} 李雷 ${code}`]
}

/**
 * The company's records as they stand, by table: what a refused act must leave alone. With `about`, only
 * rows that name one of those ids: a stranger to the team may well begin a day of their own. An outing of
 * `actor`'s own may name anything, in the actor's words.
 */
export async function records(
  bot: TestBot,
  about?: readonly unknown[],
  actor = '',
): Promise<Record<string, string>> {
  const notOurs = ['inbound_events', 'outbox', 'card_messages', 'rate_slots', 'schedule_runs']
  const tables = await bot.db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'bullmq%'`)
  const ids = about ? [...new Set(about.map(String))].join('|') : ''
  const hashes = tables
    .filter(({ name }) => !notOurs.includes(name))
    .map(
      ({ name }) => sql`
        select ${name}::text as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash
        from ${sql.identifier(name)} t where (${ids} = '' or t::text ~ ${ids})
          and not (${name} = 'outings' and to_jsonb(t) ->> 'open_id' = ${actor})`,
    )
  const rows = await bot.db.execute<{ name: string; hash: string }>(
    sql.join(hashes, sql` union all `),
  )
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}

/** The tables in which something was changed. */
export const changed = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((name) => after[name] !== before[name])

const roleWords: Record<Role, string> = {
  rep: botWords.roleRep.zh,
  manager: botWords.roleManager.zh,
  admin: botWords.roleAdmin.zh,
  viewer: botWords.roleViewer.zh,
  finance: botWords.roleFinance.zh,
}
export const refusalOf = (who: Who) =>
  `这个操作只有${(who === 'member' ? [] : who).map((r) => roleWords[r]).join('、')}可以用`

export const secretsIn = ({ said }: Outcome) => secrets.filter((secret) => said.includes(secret))

/** Every act that a person of this role may try: clicks with each sensible option, commands with words. */
export function actsOf(
  w: World,
  role: Role,
  openId: string,
): { what: string; event: () => Inbound }[] {
  const { registry } = w.bot.runtime
  const clicks = registry.features
    .flatMap((feature) => feature.actions ?? [])
    .filter((handler) => mayInvoke(handler.who, role))
    .flatMap((handler) =>
      optionsOf(w, handler).map((option) => ({
        what: `${handler.action.id}${option === undefined ? '' : ` → ${option}`} by ${role}`,
        event: () => clickOf(w, handler, openId, option),
      })),
    )
  const lines = registry.commands
    .filter((command) => mayInvoke(command.who, role))
    .flatMap(linesOf)
    .map((line) => ({ what: `${line} by ${role}`, event: () => textOf(openId, line) }))
  return [...clicks, ...lines]
}
