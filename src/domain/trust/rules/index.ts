/** The rules of the trust score, in the order in which people read them. */
import type { TrustRule } from '../rule.ts'
import { allAtOnce } from './all-at-once.ts'
import { attendance } from './attendance.ts'
import { batchCheckIns } from './batch-check-ins.ts'
import { batchCheckOuts } from './batch-check-outs.ts'
import { chatOnPoint } from './chat-on-point.ts'
import { checkOutElsewhere } from './check-out-elsewhere.ts'
import { clockSkew } from './clock-skew.ts'
import { copiedSummary } from './copied-summary.ts'
import { datumOffset } from './datum-offset.ts'
import { distance } from './distance.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { movedPin } from './moved-pin.ts'
import { noOutcome } from './no-outcome.ts'
import { noTimeBetween } from './no-time-between.ts'
import { onePlace } from './one-place.ts'
import { photoAlike } from './photo-alike.ts'
import { photoData } from './photo-data.ts'
import { photoOfScreen } from './photo-of-screen.ts'
import { photoSameFile } from './photo-same-file.ts'
import { photoSameShot } from './photo-same-shot.ts'
import { pickedPlace } from './picked-place.ts'
import { sameCoordinates } from './same-coordinates.ts'
import { selfReported } from './self-reported.ts'
import { sentLate } from './sent-late.ts'
import { sharedPhone } from './shared-phone.ts'
import { stayTooShort } from './stay-too-short.ts'
import { visitOrder } from './visit-order.ts'

export const trustRules: readonly TrustRule[] = [
  distance,
  datumOffset,
  sameCoordinates,
  movedPin,
  checkOutElsewhere,
  onePlace,
  chatOnPoint,
  pickedPlace,
  selfReported,
  impossibleTravel,
  noTimeBetween,
  visitOrder,
  batchCheckIns,
  batchCheckOuts,
  stayTooShort,
  allAtOnce,
  photoSameFile,
  photoSameShot,
  photoAlike,
  photoOfScreen,
  photoData,
  copiedSummary,
  noOutcome,
  sharedPhone,
  clockSkew,
  sentLate,
  attendance,
]

/** The rule of an id, or null: a stored signal may be of a rule that is no more. */
export const ruleOf = (id: string): TrustRule | null =>
  trustRules.find((rule) => rule.id === id) ?? null
