/** Stages of customers (阶段), in the company's own words: since when, and for how long it is too long. */
import { daysBetween, type LocalDate } from '../time.ts'

/** Words that a card can show. */
const maxLength = 20
const maxStages = 20

/**
 * Reads the rule's text `意向:30、报价:14`: days after which a customer in that stage is asked about. What has no
 * days is left out.
 */
export function readStageDays(text: string): Map<string, number> {
  const stages = new Map<string, number>()
  for (const part of text.split(/[、,，;；\n]/)) {
    const [, name = '', days = ''] = /^(.+?)\s*[:：]\s*(\d{1,4})\s*天?$/.exec(part.trim()) ?? []
    if (name === '' || Number(days) === 0 || stages.size >= maxStages) continue
    stages.set(name.slice(0, maxLength), Number(days))
  }
  return stages
}

/**
 * Since when a customer is in its stage after a change: the day that was told, else today where the stage is
 * another one; null without a stage.
 */
export function stageSince(
  after: { readonly stage: string | null; readonly told: LocalDate | null },
  before: { readonly stage: string | null; readonly since: LocalDate | null } | null,
  today: LocalDate,
): LocalDate | null {
  if (after.stage === null) return null
  if (before?.stage === after.stage) {
    const isNew = after.told !== null && after.told !== before.since
    return isNew ? after.told : (before.since ?? today)
  }
  // A day that a file repeats belongs to the stage before.
  return after.told !== null && after.told !== before?.since ? after.told : today
}

/** Days in the stage, when that is as long as the rule allows or longer; null otherwise. */
export function stuckDays(
  limits: ReadonlyMap<string, number>,
  stage: string,
  since: LocalDate,
  today: LocalDate,
): number | null {
  const limit = limits.get(stage)
  const days = daysBetween(since, today)
  return limit !== undefined && days >= limit ? days : null
}
