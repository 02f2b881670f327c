import type { PhotoKind, RequiredPhoto } from './photos.ts'

/** The organisation's rules for closing a visit. */
export type CheckOutRules = {
  requiredPhotos: readonly RequiredPhoto[]
  minSummaryCharacters: number
  /** Whether an outcome must be chosen. */
  outcomeRequired: boolean
  minStayMinutes: number
}

export type CheckOutProblem =
  | { code: 'locationMissing' }
  | { code: 'missingStorefront'; count: number }
  | { code: 'missingShelf'; count: number }
  | { code: 'outcomeMissing' }
  | { code: 'summaryTooShort'; characters: number; min: number }

export type CheckOutDraft = {
  located: boolean
  photos: Iterable<PhotoKind>
  summary: string
  outcome?: string
}

export function checkOutProblems(draft: CheckOutDraft, rules: CheckOutRules): CheckOutProblem[] {
  throw new Error(String([draft, rules]))
}
