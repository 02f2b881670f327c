/** The rules of a visit, read where it takes place: company, team, customer type, grade and customer. */
import type { Rules, SettingPlace } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { type CheckInRules, defaultCheckInRules } from '../../domain/visits/check-in.ts'
import { type AddedOutcome, isOutcome, offeredOutcomes } from '../../domain/visits/outcomes.ts'
import type { RequiredPhoto } from '../../domain/visits/photos.ts'
import type { Message } from '../../i18n/t.ts'
import { outcomeWords } from '../../i18n/visits.ts'

export interface VisitRules {
  /** False: no location is asked for, `签到 <客户>` opens the visit. */
  readonly enabled: boolean
  readonly checkIn: CheckInRules
  /** `live`: a position of the live page alone counts, where one is asked for at all. */
  readonly proof: 'chat' | 'live'
  /** The largest error of a live position, in metres. */
  readonly maxAccuracyM: number
  /** False: leaving for the next customer closes the visit without a form. */
  readonly checkOutRequired: boolean
  readonly checkOutPlace: 'required' | 'optional' | 'off'
  readonly photos: readonly RequiredPhoto[]
  readonly photosMax: number
  /** Characters of summary, 0 when none is required. */
  readonly summaryMin: number
  readonly attachMinutes: number
  /** A shorter stay is said and flagged, never refused. */
  readonly minStayMinutes: number
  readonly maxHours: number
  readonly outcomes: readonly { value: string; label: Message }[]
  readonly addedOutcomes: readonly AddedOutcome[]
  /** How customers of a grade are looked after. */
  readonly care: Readonly<Partial<Record<string, string>>>
}

/** Reads the rules in force at a place. The second storefront photo, if asked for, comes last. */
export function visitRules(rules: Rules, place: SettingPlace): VisitRules {
  const times = (kind: RequiredPhoto, n: number) => Array.from({ length: n }, () => kind)
  const addedOutcomes = rules.get(settings.outcomesAdded, place)
  const hidden = rules.get(settings.outcomesHidden, place)
  return {
    enabled: rules.get(settings.checkInEnabled, place),
    checkIn: {
      toleranceM: rules.get(settings.toleranceM, place),
      graceM: rules.get(settings.graceM, place),
      maxAccuracyM: defaultCheckInRules.maxAccuracyM,
    },
    proof: rules.get(settings.proof, place),
    maxAccuracyM: rules.get(settings.maxAccuracyM, place),
    checkOutRequired: rules.get(settings.checkOutRequired, place),
    checkOutPlace: rules.get(settings.checkOutPlace, place),
    photos: [
      ...times('storefront', rules.get(settings.storefrontRequired, place)),
      ...times('shelf', rules.get(settings.shelfRequired, place)),
      ...times('storefront', rules.get(settings.secondStorefront, place) ? 1 : 0),
    ],
    photosMax: rules.get(settings.photosMax, place),
    summaryMin: rules.get(settings.summaryRequired, place)
      ? Math.max(1, rules.get(settings.summaryMin, place))
      : 0,
    attachMinutes: rules.get(settings.heldMinutes, place),
    minStayMinutes: rules.get(settings.minStayMinutes, place),
    maxHours: rules.get(settings.maxVisitHours, place),
    outcomes: offeredOutcomes({ hidden, added: addedOutcomes }).map((outcome) => ({
      value: outcome.value,
      label: 'zh' in outcome ? outcome : outcomeWords[outcome.value],
    })),
    addedOutcomes,
    care: rules.get(settings.careByGrade, place),
  }
}

/** The words of a stored result; one that is no longer known is shown as it is. */
export function outcomeLabel(value: string, added: readonly AddedOutcome[]): Message {
  if (isOutcome(value)) return outcomeWords[value]
  const found = added.find((outcome) => outcome.value === value)
  return found ?? { zh: value, en: value }
}
