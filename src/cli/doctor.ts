import { sql } from 'drizzle-orm'
import type { Platform } from '../bot/outbound.ts'
import { toLocalDate } from '../domain/time.ts'
import { workCalendar } from '../domain/work-calendar.ts'
import { readEnv } from '../env.ts'
import { OperatorError } from '../errors.ts'
import { bitableLinks } from '../features/bitable/tables.ts'
import { pendingReferences, teamsWithoutGroup } from '../features/org/mending.ts'
import { bitableScope, missingScopes, type NeededScope } from '../feishu/scopes.ts'
import { feishuFromEnv } from '../start.ts'
import { liveFindings } from './doctor-live.ts'
import { mapFindings } from './doctor-maps.ts'
import { travelFindings } from './doctor-travel.ts'
import { print } from './output.ts'
import { type Session, withSession } from './session.ts'

export interface Finding {
  readonly part: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
  /** What to do about it. */
  readonly fix?: string
}

/** `rounds doctor`: checks configuration, database, queue, platform and data, and says how to mend each. */
export async function doctorCommand(options: { json: boolean }): Promise<boolean> {
  const findings: Finding[] = []
  try {
    readEnv(process.env)
    findings.push({ part: 'environment', state: 'ok', detail: 'every variable fits' })
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    findings.push({
      part: 'environment',
      state: 'fail',
      detail: error.message,
      fix: 'see .env.example and docs/operations.md',
    })
    return report(options.json, findings)
  }
  try {
    findings.push(...(await withSession({ platform: true }, checkSession)))
  } catch (error) {
    findings.push({
      part: 'database',
      state: 'fail',
      detail: error instanceof Error ? error.message : String(error),
      fix: 'start the database, or unset DATABASE_URL to use the embedded one',
    })
  }
  return report(options.json, findings)
}

function report(json: boolean, findings: readonly Finding[]): boolean {
  const ok = findings.every((finding) => finding.state !== 'fail')
  const marks = { ok: '✓', warn: '!', fail: '✗' }
  const lines = findings.flatMap((f) => [
    `${marks[f.state]} ${f.part}: ${f.detail}`,
    ...(f.fix ? [`    → ${f.fix}`] : []),
  ])
  print(json, { ok, findings }, lines.join('\n'))
  return ok
}

async function checkSession({ env, runtime }: Session): Promise<Finding[]> {
  const findings: Finding[] = []
  const health = await runtime.health()
  const { db } = runtime.database
  findings.push(
    partFinding(
      'database',
      health.database,
      env.DATABASE_URL
        ? 'check DATABASE_URL and that the server runs'
        : 'the embedded server is off: look at DATA_DIR and the log',
    ),
  )
  findings.push(
    partFinding(
      'queue',
      health.queue,
      env.REDIS_URL ? 'check REDIS_URL and that Redis runs' : 'the queue lives in the database',
    ),
  )
  const demo = feishuFromEnv(env) === null
  const platformFix = demo
    ? 'the simulator did not answer: start `npm start` again'
    : 'check FEISHU_APP_ID and FEISHU_APP_SECRET (凭证与基础信息), FEISHU_DOMAIN, and that the app has a published version with the bot ability'
  findings.push(
    partFinding(demo ? 'platform (simulator)' : 'platform', health.platform, platformFix),
  )

  if (health.platform === 'ok') {
    const usesBases = (await db.$count(bitableLinks)) > 0
    findings.push(...(await scopeFindings(runtime.platform, usesBases ? [bitableScope] : [])))
    if (env.FEISHU_EVENTS === 'websocket') findings.push(await connectionFinding(runtime.platform))
  }

  const [sessions] = await db.execute<{ mine: string; all: string; max: string }>(sql`
    select count(*) filter (where application_name like 'rounds%') as mine, count(*) as all, current_setting('max_connections') as max from pg_stat_activity`)
  const tight = Number(sessions?.all) > Number(sessions?.max) * 0.8
  findings.push({
    part: 'connections',
    state: tight ? 'warn' : 'ok',
    detail: `${sessions?.all} of ${sessions?.max} in use, ${sessions?.mine} by Rounds`,
    ...(tight ? { fix: 'raise max_connections or run fewer processes (25 each at most)' } : {}),
  })

  const [failed] = await db.execute<{ events: string; rows: string }>(sql`
    select (select count(*) from inbound_events where status in ('failed', 'gave_up')) as events, (select count(*) from outbox where status = 'failed') as rows`)
  const failures = Number(failed?.events) + Number(failed?.rows)
  findings.push({
    part: 'failures',
    state: failures ? 'warn' : 'ok',
    detail: `${failed?.events} events, ${failed?.rows} jobs or sends`,
    ...(failures ? { fix: '`rounds report failed-events`, or 失败记录 in the chat' } : {}),
  })

  const [people] = await db.execute<{ admins: string }>(
    sql`select count(*) as admins from users where role = 'admin' and status = 'active'`,
  )
  if (Number(people?.admins) === 0)
    findings.push({
      part: 'admins',
      state: 'fail',
      detail: 'nobody is an admin',
      fix: 'set ROUNDS_ADMINS to your open_id and start again, or `rounds grant <person> admin`',
    })
  else findings.push({ part: 'admins', state: 'ok', detail: `${people?.admins}` })

  const pending = await pendingReferences(db)
  findings.push({
    part: 'pending references',
    state: pending.length ? 'warn' : 'ok',
    detail: pending.length
      ? pending
          .map((p) => `${p.what}: ${p.id}`)
          .slice(0, 10)
          .join(', ')
      : 'none',
    ...(pending.length ? { fix: 'import the rows that these ids and codes name' } : {}),
  })
  const lonely = await teamsWithoutGroup(db)
  findings.push({
    part: 'team groups',
    state: lonely.length ? 'warn' : 'ok',
    detail: lonely.length
      ? `without a group: ${lonely
          .map((t) => t.name)
          .slice(0, 10)
          .join(', ')}`
      : 'every team has one',
    ...(lonely.length
      ? {
          fix: 'say 绑定 <team> in the group, or fill chat_id in the teams file; until then digests go to the managers in private',
        }
      : {}),
  })

  if (health.platform === 'ok') {
    const { platform, publicUrl, feishu } = runtime
    findings.push(...(await liveFindings(db, { platform, publicUrl, domain: feishu.domain })))
  }
  findings.push(...(await mapFindings(db, runtime.maps)))
  findings.push(...(await travelFindings(db, runtime.maps)))

  const today = toLocalDate(runtime.house.now(), runtime.house.zone)
  const calendar = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: true })
  const year = Number(today.slice(0, 4))
  for (const y of today.slice(5) >= '11-15' ? [year, year + 1] : [year]) {
    const known = calendar.knowsYear(y)
    findings.push({
      part: `holidays ${y}`,
      state: known ? 'ok' : 'warn',
      detail: known ? 'known' : 'the calendar library has no holiday notice for this year yet',
      ...(known
        ? {}
        : {
            fix: 'update the chinese-days package when the notice is out, or import the days with kind holiday / workday',
          }),
    })
  }
  return findings
}

async function scopeFindings(platform: Platform, more: readonly NeededScope[]): Promise<Finding[]> {
  const list = 'see the list in docs/feishu-console.md (权限管理), then publish a version'
  try {
    const missing = missingScopes(await platform.grantedScopes(), more)
    if (missing.length === 0) return [{ part: 'scopes', state: 'ok', detail: 'all granted' }]
    return missing.map((need) => ({
      part: 'scopes',
      state: 'fail',
      detail: `${need.anyOf.join(' or ')} is missing: ${need.without}`,
      fix: list,
    }))
  } catch (error) {
    return [
      {
        part: 'scopes',
        state: 'warn',
        detail: `could not be read: ${error instanceof Error ? error.message : error}`,
        fix: list,
      },
    ]
  }
}

/** Whether any process listens, by the platform's own count. */
export async function connectionFinding(
  platform: Pick<Platform, 'openConnections'>,
): Promise<Finding> {
  const part = 'long connection'
  try {
    const open = await platform.openConnections()
    if (open > 0) return { part, state: 'ok', detail: `${open} open` }
    const fix =
      'start the server, then choose 使用长连接 for events and for callbacks in the console'
    return {
      part,
      state: 'fail',
      detail: 'no process listens: nothing that people do arrives',
      fix,
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : error
    const fix = 'look at `events` of /readyz instead'
    return { part, state: 'warn', detail: `could not be counted: ${why}`, fix }
  }
}

function partFinding(part: string, health: string, fix: string): Finding {
  return health === 'ok'
    ? { part, state: 'ok', detail: 'answers' }
    : { part, state: 'fail', detail: health, fix }
}
