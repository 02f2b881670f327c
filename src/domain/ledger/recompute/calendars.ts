/** The days that somebody works, from the days that are named for them, their teams and the company. */
import { settings } from '../../settings/index.ts'
import type { LocalDate } from '../../time.ts'
import { type DayException, type WorkCalendar, workCalendar } from '../../work-calendar.ts'
import type { Facts } from './facts.ts'
import { type Range, within } from './figures.ts'

/** `teams`: the nearest first. */
export function calendarOf(
  facts: Facts,
  openId: string,
  teams: readonly string[],
  range: Range,
): WorkCalendar {
  const place = { teams: [...teams] }
  return workCalendar({
    restDays: facts.rules.get(settings.restDays, place),
    sixDayWeeks: facts.rules.get(settings.sixDayWeeks, place),
    useNationalHolidays: facts.rules.get(settings.nationalHolidays, place),
    exceptions: exceptionsOf(facts, openId, teams, range),
  })
}

function exceptionsOf(
  facts: Facts,
  openId: string,
  teams: readonly string[],
  range: Range,
): DayException[] {
  const scopes = new Map<string, NonNullable<DayException['scope']>>([
    ['org', 'organisation'],
    ...teams.map((code) => [`team:${code}`, 'team'] as const),
    [`person:${openId}`, 'person'],
  ])
  return [...facts.calendar]
    .filter(([day]) => within(range, day as LocalDate))
    .flatMap(([, days]) => days)
    .flatMap(({ scope: name, date, kind, part }): DayException[] => {
      const scope = scopes.get(name)
      return scope ? [{ date, kind, scope, ...(part === '' ? {} : { part }) }] : []
    })
}
