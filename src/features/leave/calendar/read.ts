/** Reads what stands behind `日历`: added or removed, which days, for whom. */
import type { CompanyDay } from '../../../../cards/leave/calendar.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { type LeaveWords, readLeave } from '../read.ts'

export interface CalendarWords extends Omit<LeaveWords, 'reason'> {
  readonly kind: CompanyDay | null
  readonly remove: boolean
  /** What is left: a team. */
  readonly team: string | null
}

const kinds: readonly (readonly [RegExp, CompanyDay])[] = [
  [/^(放假|放|休息|假日|节假日|假期|休|holiday|holidays|off)$/i, 'holiday'],
  [/^(上班|调休|调休上班|补班|调班|工作|workday|workdays|work)$/i, 'workday'],
]
const removing = /^(删除|删|取消|去掉|remove|delete|cancel)$/i
const everybody = /^(全公司|公司|所有人|company|all|everybody)$/i

/** `放假 10-08 到 10-10 一部`, `上班 周六`, `删除 10-08`. Words may stand in any order. */
export function readCalendarWords(text: string, today: LocalDate): CalendarWords {
  let kind: CompanyDay | null = null
  let remove = false
  const rest: string[] = []
  for (const word of text.normalize('NFKC').split(/\s+/).filter(Boolean)) {
    const found = kinds.find(([pattern]) => pattern.test(word))
    if (found) kind = found[1]
    else if (removing.test(word)) remove = true
    else if (!everybody.test(word)) rest.push(word)
  }
  const { reason, ...words } = readLeave(rest.join(' '), today)
  return { ...words, kind, remove, team: reason }
}
