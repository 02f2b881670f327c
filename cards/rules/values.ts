/** Rules' values in words, one place for cards, toasts and refusals. */
import { formatFrequency, parseFrequency } from '../../src/domain/customers/frequency.ts'
import { allowedOf } from '../../src/domain/settings/allowed.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { allSkips, type SkipReason } from '../../src/domain/settings/skip-reasons.ts'
import { type AddedOutcome, isOutcome } from '../../src/domain/visits/outcomes.ts'
import { planWords } from '../../src/i18n/plans.ts'
import { ruleWords as w } from '../../src/i18n/rules.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import { outcomeWords } from '../../src/i18n/visits.ts'
import { skipLabel } from '../plans/words.ts'

export const labelText = (t: T, setting: Setting) => inLocale(setting.label, t.locale)

const unitText = (t: T, setting: Setting) => (setting.unit ? inLocale(setting.unit, t.locale) : '')

/** `500 米`, `开`, `07:30`, `A级 28 天 4 次、…`. `added` gives the words of the company's own results. */
export function valueText(
  t: T,
  setting: Setting,
  value: unknown,
  added: readonly AddedOutcome[] = [],
): string {
  if (typeof value === 'number') return t(w.amount, { n: value, unit: unitText(t, setting) }).trim()
  const choice = setting.choices?.find((one) => one.value === value)
  if (choice) return inLocale(choice.label, t.locale)
  if (allowedOf(setting).kind === 'hours') return hoursText(t, String(value))
  if (typeof value === 'boolean') return t(value ? w.on : w.off)
  if (setting.key === settings.skipReasons.key) return skipsText(t, value)
  if (Array.isArray(value)) return listText(t, value, added)
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([grade, text]) => `${gradeText(t, grade)} ${frequencyText(t, String(text))}`)
      .join(t(w.comma))
  return String(value)
}

/** Old and new value; of a table only what differs. */
export function changeText(
  t: T,
  setting: Setting,
  before: unknown,
  after: unknown,
  added: readonly AddedOutcome[] = [],
): string {
  const both = [before, after].every(
    (one) => one !== null && typeof one === 'object' && !Array.isArray(one),
  )
  const differing = (one: unknown, other: unknown) =>
    Object.fromEntries(
      Object.entries(one as object).filter(
        ([key, value]) => (other as Record<string, unknown>)[key] !== value,
      ),
    )
  if (setting.key === settings.skipReasons.key) return t(w.change, skipsChange(t, before, after))
  const text = (value: unknown) =>
    value === undefined || value === null ? t(w.unset) : valueText(t, setting, value, added)
  return t(w.change, {
    from: text(both ? differing(before, after) : before),
    to: text(both ? differing(after, before) : after),
  })
}

/** `09:00–12:00、13:30–18:00`. */
export const hoursText = (t: T, hours: string) =>
  hours.replaceAll('-', '–').split(';').join(t(w.comma))

const skipList = (value: unknown) => (Array.isArray(value) ? (value as readonly SkipReason[]) : [])

/** `6 个可选，1 个隐藏`. */
export function skipsText(t: T, value: unknown): string {
  const all = allSkips(skipList(value))
  const hidden = all.filter((one) => one.hidden).length
  return t(w.outcomesRow, { shown: all.length - hidden, hidden })
}

/** The reasons that differ, old and new; where only the order does, both orders. */
function skipsChange(t: T, before: unknown, after: unknown): { from: string; to: string } {
  const [old, now] = [allSkips(skipList(before)), allSkips(skipList(after))]
  const said = (list: readonly SkipReason[], others: readonly SkipReason[]) => {
    const differing = list.map((one) => skipText(t, one))
    const known = new Set(others.map((one) => skipText(t, one)))
    return differing.filter((text) => !known.has(text)).join(t(w.comma))
  }
  const [from, to] = [said(old, now), said(now, old)]
  if (from === '' && to === '') return { from: inOrder(t, old), to: inOrder(t, now) }
  return { from: from || t(w.nothing), to: to || t(w.nothing) }
}

const inOrder = (t: T, list: readonly SkipReason[]) =>
  list.map((one) => inLocale(skipLabel(one), t.locale)).join(t(w.comma))

/** `店主不在（需说明）`, `暴雨（隐藏）`. */
function skipText(t: T, reason: SkipReason): string {
  const label = inLocale(skipLabel(reason), t.locale)
  const hidden = reason.hidden ? t(w.outcomeHiddenName, { label }) : label
  return reason.note ? t(planWords.withNoteAsked, { reason: hidden }) : hidden
}

function listText(t: T, values: readonly unknown[], added: readonly AddedOutcome[]): string {
  if (values.length === 0) return t(w.nothing)
  const one = (value: unknown) =>
    typeof value === 'string'
      ? outcomeText(t, value, added)
      : inLocale(value as AddedOutcome, t.locale)
  return values.map(one).join(t(w.comma))
}

/** A result in words; one that is no longer known as it is. */
export function outcomeText(t: T, value: string, added: readonly AddedOutcome[]): string {
  if (isOutcome(value)) return t(outcomeWords[value])
  const own = added.find((one) => one.value === value)
  return own ? inLocale(own, t.locale) : value
}

export const gradeText = (t: T, grade: string) =>
  grade === 'none' ? t(w.ungraded) : t(w.gradeOf, { grade })

/** `4/28d` as `28 天 4 次`. */
export function frequencyText(t: T, text: string): string {
  const frequency = parseFrequency(text)
  if (!frequency) return text
  const { times: n, per } = frequency
  if (per === 'week') return t(w.perWeek, { n })
  if (per === 'twoWeeks') return t(w.perTwoWeeks, { n })
  if (per === 'month') return t(w.perMonth, { n })
  return t(w.perDays, { n, days: per.days })
}

/** The frequencies that are chosen by one tap, with the one in force. */
export function frequencyChoices(t: T, current: string) {
  const parsed = parseFrequency(current)
  const value = parsed ? formatFrequency(parsed) : current
  const common = ['1/28d', '2/28d', '4/28d', '8/28d', '1/week', '1/2weeks', '3/month']
  return [...common, ...(common.includes(value) ? [] : [value])].map((one) => ({
    value: one,
    label: frequencyText(t, one),
  }))
}

/** What a rule may be, in words: `可填 20–5000 米`. */
export function allowedText(t: T, setting: Setting): string {
  const allowed = allowedOf(setting)
  const unit = unitText(t, setting)
  switch (allowed.kind) {
    case 'number': {
      const { min, max } = allowed
      return unit ? t(w.allowedNumberUnit, { min, max, unit }) : t(w.allowedNumber, { min, max })
    }
    case 'oneOf': {
      const values = (setting.choices ?? []).map((one) => inLocale(one.label, t.locale))
      return t(w.allowedOneOf, { values: values.join(t(w.comma)) })
    }
    case 'clock':
      return t(w.allowedClock)
    case 'hours':
      return t(w.allowedHours)
    case 'text':
      return t(w.allowedText, { max: allowed.max })
    case 'own':
      return t(w.allowedOwn)
  }
}

/** A call that would be right: `规则 签到允差 300`. */
export function exampleText(t: T, setting: Setting): string {
  const sample = setting.choices?.[1]?.value ?? setting.default
  // A list has a card of its own: the rule's name alone opens it.
  const value = Array.isArray(sample) ? '' : valueText(t, setting, sample).replace(/\s+/g, '')
  const isFrequency = setting.key === settings.frequencyByGrade.key
  const words = { label: labelText(t, setting), value: isFrequency ? 'A 4/28d' : value }
  return t(w.exampleCall, words).trim()
}
