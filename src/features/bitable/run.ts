/** One sync of a team: the base if it is to be made, then table by table; every step is kept as it succeeds. */
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { SendError } from '../../bot/outbound.ts'
import type { Db } from '../../db/client.ts'
import type { LocalDate } from '../../domain/time.ts'
import { bitableWords as w } from '../../i18n/bitable.ts'
import { type Locale, type T, translator } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import type { Io } from '../../queue/define-job.ts'
import { loadRules } from '../admin/settings-store.ts'
import { scopeOf } from '../exports/scope.ts'
import { getTeam, loadActor, teamPath } from '../org/store.ts'
import { columnsOf, isOursFrom, periodsOf, rowsOf } from './rows.ts'
import { syncTable, TableTrouble } from './sync-table.ts'
import { type BitableKind, bitableKinds, bitableLinks, bitableTables } from './tables.ts'

export interface SyncAsked {
  readonly teamCode: string
  readonly syncId: string
  readonly zone: string
  readonly today: LocalDate
  /** The instant of asking: the lease counts from it. */
  readonly at: string
  readonly locale: Locale
}

export type SyncResult =
  | { readonly problem: string }
  | {
      readonly problem: null
      readonly created: number
      readonly updated: number
      readonly removed: number
    }

type Link = typeof bitableLinks.$inferSelect
/** A run that takes longer has died. */
const leaseMs = 15 * 60_000

/**
 * Takes the team's link for this run. Null: it is gone, or another run is at work, whose result will stand
 * for this one too.
 */
async function takeLink(db: Db, { teamCode, syncId, at }: SyncAsked): Promise<Link | null> {
  const now = new Date(at)
  const [link] = await db
    .update(bitableLinks)
    .set({ syncId, leaseUntil: new Date(now.getTime() + leaseMs) })
    .where(
      and(
        eq(bitableLinks.teamCode, teamCode),
        or(
          isNull(bitableLinks.leaseUntil),
          lt(bitableLinks.leaseUntil, now),
          eq(bitableLinks.syncId, syncId),
        ),
      ),
    )
    .returning()
  return link ?? null
}

export async function runSync(
  io: Pick<Io, 'db' | 'platform' | 'log'>,
  asked: SyncAsked,
  isLast: boolean,
): Promise<SyncResult | null> {
  const link = await takeLink(io.db, asked)
  if (!link) return null
  try {
    return await syncLink(io, asked, link)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null && !isLast) throw error
    io.log.warn({ err: error, team: asked.teamCode, problem }, 'the base could not be synced')
    return { problem: problem ?? `failed:${codeOf(error)}` }
  }
}

async function syncLink(
  { db, platform }: Pick<Io, 'db' | 'platform'>,
  asked: SyncAsked,
  link: Link,
): Promise<SyncResult> {
  const { teamCode, zone, today, syncId } = asked
  const { bases } = platform
  const actor = await loadActor(db, link.connectedBy, asked.locale)
  const team = await getTeam(db, teamCode)
  const path = await teamPath(db, teamCode)
  if (!actor || !team || !may(actor, 'bitable.connect', { teamPath: path }))
    return { problem: 'right' }
  const t = translator(actor.locale)
  const appToken =
    link.appToken ?? (await makeBase(db, bases, link, t(w.baseName, { team: team.name })))
  // Nobody but the app sees a base of ours until it is shared with who connected it.
  if (link.madeByUs && (link.lastOkAt === null || link.connectedAt > link.lastOkAt))
    await bases.share(appToken, { openId: link.connectedBy })
  const name = await bases.nameOf(appToken)
  await db.update(bitableLinks).set({ name }).where(eq(bitableLinks.teamCode, teamCode))

  const sums = { created: 0, updated: 0, removed: 0 }
  for (const kind of bitableKinds.filter((one) => link.kinds.includes(one))) {
    const [known] = await db
      .select()
      .from(bitableTables)
      .where(and(eq(bitableTables.teamCode, teamCode), eq(bitableTables.kind, kind)))
    const tableName = known?.name ?? nameOfTable(kind, team.name, t)
    const rows = await db.transaction(
      async (tx) => {
        const scope = await scopeOf(tx, actor, 'record.export', { teamCode })
        return rowsOf({ tx, rules: await loadRules(tx), zone, today }, scope, kind)
      },
      { isolationLevel: 'repeatable read' },
    )
    const first = periodsOf(kind, today)[0]?.from ?? today
    const done = await syncTable(bases, {
      appToken,
      known: known ?? null,
      name: tableName,
      columns: columnsOf(t),
      rows,
      isOurs: isOursFrom(first),
      runId: syncId,
    }).catch((error) => {
      throw error instanceof TableTrouble ? new NamedTrouble(error, tableName) : error
    })
    const kept = { tableId: done.tableId, name: tableName, fields: done.fields, rows: rows.length }
    await db
      .insert(bitableTables)
      .values({ teamCode, kind, ...kept })
      .onConflictDoUpdate({ target: [bitableTables.teamCode, bitableTables.kind], set: kept })
    sums.created += done.created
    sums.updated += done.updated
    sums.removed += done.removed
  }
  return { problem: null, ...sums }
}

class NamedTrouble extends Error {
  readonly problem: string
  constructor(trouble: TableTrouble, table: string) {
    super(trouble.message)
    this.problem = `${trouble.problem}:${table}`
  }
}

/** A base of our own, kept at once, so that what fails after it makes no second one. */
async function makeBase(
  db: Db,
  bases: Io['platform']['bases'],
  { teamCode }: Link,
  name: string,
): Promise<string> {
  const { appToken, url } = await bases.create(name)
  await db
    .update(bitableLinks)
    .set({ appToken, url, name })
    .where(eq(bitableLinks.teamCode, teamCode))
  return appToken
}

/** A tab takes none of /\?*:[] and at most 100 characters. */
const nameOfTable = (kind: BitableKind, team: string, t: T): string => {
  const words = { daily: w.dailyTable, weekly: w.weeklyTable, monthly: w.monthlyTable }
  return t(words[kind], { team })
    .replace(/[/\\?*:[\]]/g, ' ')
    .trim()
    .slice(0, 90)
}

const problems: Record<number, string> = {
  99991672: 'scope',
  91403: 'permission',
  1063002: 'permission',
  1254302: 'permission',
  1254304: 'permission',
  91402: 'baseGone',
  1254003: 'baseGone',
  1254040: 'baseGone',
  1254100: 'full',
  1254103: 'full',
  1254105: 'full',
}

function codeOf(error: unknown): string {
  if (!(error instanceof SendError)) return '—'
  return 'code' in error.outcome ? String(error.outcome.code) : error.outcome.detail.slice(0, 60)
}

/** What people can mend, as a code; null: trying again may help. */
function problemOf(error: unknown): string | null {
  if (error instanceof NamedTrouble) return error.problem
  if (!(error instanceof SendError)) return null
  const { outcome } = error
  if (outcome.kind !== 'refused') return null
  return problems[outcome.code] ?? `failed:${outcome.code}`
}
