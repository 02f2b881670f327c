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
  const scopes = [
    'org',
    ...person.teamPath.map((code) => `team:${code}`),
    `person:${person.openId}`,
  ]
  const rows = await ctx.tx
    .select()
    .from(calendarDays)
    .where(
      and(
        inArray(calendarDays.scope, scopes),
        gte(calendarDays.date, from),
        lte(calendarDays.date, addDays(from, horizonDays)),
      ),
    )
  const exceptions = rows.map((row): DayException => {
    const kind = row.scope.split(':')[0] as keyof typeof scopeKinds
    return {
      date: row.date as LocalDate,
      kind: row.kind,
      scope: scopeKinds[kind] ?? 'organisation',
      ...(row.part === '' ? {} : { part: row.part }),
    }
  })
  const place = { teams: person.teamPath }
  return workCalendar({
    restDays: ctx.rules.get(settings.restDays, place),
    sixDayWeeks: ctx.rules.get(settings.sixDayWeeks, place),
    useNationalHolidays: ctx.rules.get(settings.nationalHolidays, place),
    exceptions,
  })
}
