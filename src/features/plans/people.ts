/** Whose plan it is, and the calendar of that person. */
import { and, gte, inArray, lte } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { type DayException, type WorkCalendar, workCalendar } from '../../domain/work-calendar.ts'
import type { Owned } from '../../policies.ts'
import { getUser, teamPath, type User } from '../org/store.ts'
import { calendarDays } from '../org/tables.ts'

/** A person with the teams that their rules come from; also the record that policies ask for. */
export type Rep = User & Owned

/** The active person behind an open_id as a rep, or null. */
export async function loadRep(tx: Ctx['tx'], openId: string): Promise<Rep | null> {
  const user = await getUser(tx, openId)
  if (user?.status !== 'active') return null
  return repOf(user, await teamPath(tx, user.teamCode))
}

export const repOf = (user: User, path: readonly string[]): Rep => ({
  ...user,
  repOpenId: user.openId,
  teamPath: path,
})

const scopeKinds = { org: 'organisation', team: 'team', person: 'person' } as const
/** `nextWorkingDay` looks this far. */
const horizonDays = 400

/**
 * The work calendar of a person, good for the days from `from` on: the weekly rest of the team's rule,
 * the State Council's days, and the imported exceptions of the company, the teams above and the person.
 */
export async function calendarOf(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  person: { openId: string; teamPath: readonly string[] },
  from: LocalDate,
): Promise<WorkCalendar> {
  const scopes = calendarScopes(person)
  const rows = await exceptionRows(ctx.tx, scopes, from, addDays(from, horizonDays))
  return calendarFrom(ctx, person.teamPath, rows.map(toException))
}

type Worker = { readonly openId: string; readonly teamPath: readonly string[] }

const calendarScopes = ({ openId, teamPath }: Worker) => [
  'org',
  ...teamPath.map((code) => `team:${code}`),
  ...(openId === '' ? [] : [`person:${openId}`]),
]

/**
 * The calendars of many people for a range of days, in one read. Who has no exception of their own shares
 * the calendar of the team: what is worked out from it once holds for all of these.
 */
export async function calendarsOf(
  ctx: Pick<Ctx, 'tx' | 'rules'>,
  people: readonly Worker[],
  from: LocalDate,
  to: LocalDate,
): Promise<Map<string, WorkCalendar>> {
  const scopes = new Set(people.flatMap(calendarScopes))
  const byScope = new Map<string, DayException[]>()
  for (const row of await exceptionRows(ctx.tx, [...scopes], from, to)) {
    const list = byScope.get(row.scope) ?? []
    list.push(toException(row))
    byScope.set(row.scope, list)
  }
  const shared = new Map<string, WorkCalendar>()
  return new Map(
    people.map((person) => {
      const { openId, teamPath } = person
      const exceptions = () => calendarScopes(person).flatMap((scope) => byScope.get(scope) ?? [])
      if (byScope.has(`person:${openId}`))
        return [openId, calendarFrom(ctx, teamPath, exceptions())]
      const key = JSON.stringify(teamPath)
      const calendar = shared.get(key) ?? calendarFrom(ctx, teamPath, exceptions())
      shared.set(key, calendar)
      return [openId, calendar]
    }),
  )
}

type ExceptionRow = typeof calendarDays.$inferSelect

async function exceptionRows(
  tx: Ctx['tx'],
  scopes: readonly string[],
  from: LocalDate,
  to: LocalDate,
): Promise<ExceptionRow[]> {
  return tx
    .select()
    .from(calendarDays)
    .where(
      and(
        inArray(calendarDays.scope, [...scopes]),
        gte(calendarDays.date, from),
        lte(calendarDays.date, to),
      ),
    )
}

function toException(row: ExceptionRow): DayException {
  const kind = row.scope.split(':')[0] as keyof typeof scopeKinds
  return {
    date: row.date as LocalDate,
    kind: row.kind,
    scope: scopeKinds[kind] ?? 'organisation',
    ...(row.part === '' ? {} : { part: row.part }),
  }
}

function calendarFrom(
  ctx: Pick<Ctx, 'rules'>,
  teamPath: readonly string[],
  exceptions: readonly DayException[],
): WorkCalendar {
  const place = { teams: teamPath }
  return workCalendar({
    restDays: ctx.rules.get(settings.restDays, place),
    sixDayWeeks: ctx.rules.get(settings.sixDayWeeks, place),
    useNationalHolidays: ctx.rules.get(settings.nationalHolidays, place),
    exceptions,
  })
}
