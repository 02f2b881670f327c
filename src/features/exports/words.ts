/** What the words behind 导出 ask for: `拜访 11月 @一部 csv`. */
import type { Format } from '../../../cards/exports/actions.ts'
import type { MenuTime } from '../../../cards/exports/cards.ts'
import type { Mention } from '../../bot/inbound.ts'
import { type DayRange, parseRangeWords } from '../../domain/range-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { ExportSet } from './set.ts'
import { setOfWord } from './sets.ts'

export interface Read {
  readonly set: ExportSet
  readonly range: DayRange
  readonly format: Format
  /** A team or a person by name, without the @; null: everything that one may see. */
  readonly of: string | null
  readonly mention: string | null
}

/** The words of the menu's times, as a command takes them. */
export const timeWords: Record<MenuTime, string> = {
  thisMonth: '本月',
  lastMonth: '上月',
  thisWeek: '本周',
  lastWeek: '上周',
  today: '今天',
  yesterday: '昨天',
  thisQuarter: '本季度',
  thisYear: '今年',
}

/** Without words about time: the month so far. */
export const usualRange = (today: LocalDate): DayRange => ({
  from: `${today.slice(0, 8)}01` as LocalDate,
  to: today,
})

/**
 * Reads the words in any order: the first one names the set (its longest name wins), one may be csv, those with
 * @ name whose; of what is left the longest end that is no time names whose too (`业绩 上周 一部`).
 */
export function readWords(
  text: string,
  mentions: readonly Mention[],
  today: LocalDate,
): Read | { readonly problem: 'set' | 'days'; readonly text: string } {
  let words = text.normalize('NFKC').split(/\s+/).filter(Boolean)
  const isFormat = (word: string) => /^(csv|xlsx|excel)$/i.test(word)
  const format: Format = words.some((word) => /^csv$/i.test(word)) ? 'csv' : 'xlsx'
  words = words.filter((word) => !isFormat(word))
  const at = words.filter((word) => word.startsWith('@'))
  words = words.filter((word) => !word.startsWith('@'))
  const [first = ''] = words
  const set = setOfWord(first)
  if (!set) return { problem: 'set', text: first || text }
  const rest = words.slice(1)
  const found = timeAndName(rest, today)
  const mention = mentions[0]?.openId ?? null
  const named = mention === null ? (at[0]?.slice(1) ?? null) : null
  if (found === null) return { problem: 'days', text: rest.join(' ') }
  if (found.name !== null && (named !== null || mention !== null))
    return { problem: 'days', text: found.name }
  return {
    set,
    range: found.range ?? usualRange(today),
    format,
    of: named || found.name,
    mention,
  }
}

function timeAndName(
  words: readonly string[],
  today: LocalDate,
): { range: DayRange | null; name: string | null } | null {
  if (words.length === 0) return { range: null, name: null }
  const whole = parseRangeWords(words.join(' '), today)
  if (whole) return { range: whole, name: null }
  for (let n = words.length - 1; n >= 1; n--) {
    const range = parseRangeWords(words.slice(0, n).join(' '), today)
    if (range) return { range, name: words.slice(n).join(' ') }
    const last = parseRangeWords(words.slice(-n).join(' '), today)
    if (last) return { range: last, name: words.slice(0, -n).join(' ') }
  }
  // What looks like a time and is none is not taken for somebody's name.
  const text = words.join(' ')
  return /^\d|[年月周季天]$|week|month|day|year/i.test(text) ? null : { range: null, name: text }
}
