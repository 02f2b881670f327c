/** What a cell may say: each reader turns text into a value, or into the reason why it cannot. */
import { formatFrequency, parseFrequency } from '../../domain/customers/frequency.ts'
import {
  formatOpeningHours,
  parseOpeningHours,
  parseTags,
  parseVisitDays,
  parseWeekPattern,
} from '../../domain/customers/import-words.ts'
import { parseYuan } from '../../domain/money.ts'
import { type LocalDate, localDate, parseLocalOrInstant } from '../../domain/time.ts'
import { importWords } from '../../i18n/imports.ts'
import { type Message, message } from '../../i18n/t.ts'

/** Why a cell cannot be read. */
export class Bad {
  readonly reason: Message
  constructor(reason: Message) {
    this.reason = reason
  }
}
export type Reader<V> = (text: string) => V | Bad
export const bad = (reason: Message) => new Bad(reason)

const orBad = <V>(value: V | null, reason: () => Message): V | Bad =>
  value === null ? bad(reason()) : value

/** Long files say the same few words again and again: each is read once. */
export function remembered<V>(reader: Reader<V>): Reader<V> {
  const known = new Map<string, V | Bad>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const value = reader(cell)
    if (known.size < 10_000) known.set(cell, value)
    return value
  }
}
const narrow = (text: string) => text.normalize('NFKC').trim()

export const text: Reader<string> = (cell) => cell

/** One of a few words, in English or Chinese. */
export function oneOf<const V extends string>(words: Readonly<Record<V, string>>): Reader<V> {
  const byWord = new Map<string, V>()
  for (const [value, others] of Object.entries(words) as [V, string][]) {
    for (const word of [value, ...others.split(' ')]) byWord.set(word.toLowerCase(), value)
  }
  const allowed = Object.keys(words).join(', ')
  return remembered((cell) =>
    orBad(byWord.get(narrow(cell).toLowerCase()) ?? null, () =>
      message(importWords.notOneOf, { allowed }),
    ),
  )
}

export const money: Reader<number> = (cell) =>
  orBad(parseYuan(cell), () => message(importWords.notMoney))

export const positiveMoney: Reader<number> = (cell) => {
  const fen = parseYuan(cell)
  return fen === null || fen < 0 ? bad(message(importWords.notPositiveMoney)) : fen
}

export const whole =
  (min: number, max: number): Reader<number> =>
  (cell) => {
    const plain = narrow(cell)
    const value = /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN
    return value >= min && value <= max ? value : bad(message(importWords.notWhole, { min, max }))
  }

/** A decimal above 0 in its shortest form, as text, since a quantity must stay exact. */
export const positiveDecimal: Reader<string> = (cell) => {
  const found = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(narrow(cell).replaceAll(',', ''))
  const units = found?.[1]?.replace(/^0+(?=\d)/, '')
  const decimals = found?.[2]?.replace(/0+$/, '')
  const value = decimals ? `${units}.${decimals}` : units
  return value === undefined || value === '0' ? bad(message(importWords.notPositive)) : value
}

export const degrees =
  (limit: 90 | 180): Reader<number> =>
  (cell) => {
    const plain = narrow(cell)
    const value = /^[+-]?\d{1,3}(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
    if (Math.abs(value) <= limit) return value
    const swapped = limit === 90 && Math.abs(value) <= 180
    return bad(message(swapped ? importWords.swapped : importWords.notDegrees, { limit }))
  }

export const yesOrNo: Reader<boolean> = (cell) => {
  const word = narrow(cell).toLowerCase()
  if (/^(1|true|yes|y|是|启用|在售|正常|上架)$/.test(word)) return true
  if (/^(0|false|no|n|否|停用|停售|下架)$/.test(word)) return false
  return bad(message(importWords.notYesOrNo))
}

/** `2026-11-24`, also `2026/11/24`, `2026年11月24日` and with a time behind it. */
export const day: Reader<LocalDate> = (cell) => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(narrow(cell))
  const [, year, month = '', dayOfMonth = ''] = found ?? []
  const parsed = localDate.safeParse(
    `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`,
  )
  return parsed.success ? parsed.data : bad(message(importWords.notDate))
}

export const moment = (zone: string): Reader<Date> =>
  remembered((cell) =>
    orBad(parseLocalOrInstant(cell, zone), () => message(importWords.notInstant)),
  )

/** `+86 138-0013-8000` and `13800138000` are one number. */
export function plainMobile(cell: string): string {
  const digits = narrow(cell).replace(/[\s()-]/g, '')
  return digits.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}
export const mobile: Reader<string> = (cell) => {
  const plain = plainMobile(cell)
  return /^\+?\d{5,20}$/.test(plain) ? plain : bad(message(importWords.notMobile))
}
export const email: Reader<string> = (cell) => {
  const plain = narrow(cell).toLowerCase()
  return /^\S+@\S+\.\S+$/.test(plain) ? plain : bad(message(importWords.notEmail))
}

export const openingHours: Reader<string> = remembered((cell) => {
  const ranges = parseOpeningHours(cell)
  return ranges?.length ? formatOpeningHours(ranges) : bad(message(importWords.notHours))
})
export const visitDays: Reader<number[]> = remembered((cell) => {
  const days = parseVisitDays(cell)
  return days?.length ? days : bad(message(importWords.notVisitDays))
})
export const weekPattern: Reader<'every' | 'odd' | 'even'> = remembered((cell) =>
  orBad(parseWeekPattern(cell), () => message(importWords.notWeekPattern)),
)
export const frequency: Reader<string> = remembered((cell) => {
  const found = parseFrequency(cell)
  return found ? formatFrequency(found) : bad(message(importWords.notFrequency))
})
export const tags: Reader<string[]> = remembered(parseTags)
