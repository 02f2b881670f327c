/** Months as people write them behind a command: `上月`, `11月`, `2026-11`, `last month`. */
import { addDays, type LocalDate, monthOf, monthRange } from '../time.ts'

const thisMonth = /^(本月|这个月|当月|this month|this)$/
const lastMonth = /^(上月|上个月|last month|last)$/
const ofYear = /^(20\d{2})\s*[-./年]\s*(\d{1,2})\s*月?$/
const ofMonth = /^(\d{1,2})\s*月(份)?$/

/** The month that words name, and what is left of them; without a month it is the running one. */
export function readMonthWords(
  words: readonly string[],
  today: LocalDate,
): { month: string; rest: string } {
  const rest: string[] = []
  let month: string | null = null
  for (const word of twos(words)) {
    const found: string | null = month === null ? readMonth(word, today) : null
    if (found === null) rest.push(word)
    else month = found
  }
  return { month: month ?? monthOf(today), rest: rest.join(' ') }
}

/** `last month` is one word here. */
function twos(words: readonly string[]): string[] {
  const text = words.join(' ').normalize('NFKC')
  return text
    .replace(/\b(last|this) month\b/gi, '$1')
    .split(' ')
    .filter(Boolean)
}

function readMonth(text: string, today: LocalDate): string | null {
  const word = text.toLowerCase()
  const now = monthOf(today)
  if (thisMonth.test(word)) return now
  if (lastMonth.test(word)) return monthOf(addDays(monthRange(now).from, -1))
  const [, year, number] = ofYear.exec(word) ?? []
  if (year) return monthNumber(Number(year), Number(number))
  const [, alone] = ofMonth.exec(word) ?? []
  if (!alone) return null
  const here = monthNumber(Number(today.slice(0, 4)), Number(alone))
  // 12 月 said in January is last year's.
  return here !== null && here > now
    ? monthNumber(Number(today.slice(0, 4)) - 1, Number(alone))
    : here
}

const monthNumber = (year: number, month: number) =>
  month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : null
