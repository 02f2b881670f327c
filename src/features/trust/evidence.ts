/** Reads what is known of a closed visit, for the rules of the trust score. */
import type { Ctx } from '../../bot/context.ts'
import { localDate } from '../../domain/time.ts'
import type { VisitEvidence, VisitFacts } from '../../domain/trust/evidence.ts'
import { isUnverified } from '../customers/pins.ts'
import { getCustomer } from '../customers/store.ts'
import { photosCompared, similarPhotos } from '../photos/similar.ts'
import { repOf } from '../visits/people.ts'
import { rulesFor } from '../visits/scene.ts'
import { pointOfCustomer } from '../visits/store/places.ts'
import { attendanceMarks, chatShare, deviceUses, photoFacts, pinMoves } from './store/traces.ts'
import { readVisit } from './store/visit.ts'
import {
  checkedInHere,
  residualsAround,
  type Subject,
  usualStay,
  visitsAround,
  visitsBefore,
} from './store/visits-around.ts'

export interface Loaded {
  readonly evidence: VisitEvidence
  /** Where the rules are read: the rep's team first, then upwards. */
  readonly teams: readonly string[]
}

/** Everything about one visit; null when it is not closed, or not there. */
export async function loadEvidence(ctx: Ctx, visitId: string): Promise<Loaded | null> {
  const { tx } = ctx
  const row = await readVisit(tx, visitId)
  if (row?.visit.status !== 'closed') return null
  const { visit, checkIn, checkOut, sequence, hasSale } = row
  const rep = await repOf(tx, visit.repOpenId)
  const customer = await getCustomer(tx, visit.customerCode)
  const rules = rulesFor(ctx, rep, customer)
  const subject: Subject = { ...visit, date: localDate.parse(visit.date) }
  const facts: VisitFacts = {
    ...subject,
    customerName: customer?.name ?? '',
    checkedOutAt: visit.checkedOutAt,
    dwellMinutes: visit.dwellMinutes,
    verdict: visit.verdict,
    planned: visit.planned,
    outcome: visit.outcome,
    summary: visit.summary,
    ...{ hasSale, checkIn, checkOut },
  }
  const photos = await photoFacts(tx, visit.id)
  const similar = photos.length === 0 ? [] : await similarPhotos(tx, visit.id)
  const { stored, compared } = await photosCompared(tx, visit.id)
  const isOff = visit.distanceM !== null && visit.distanceM > 150
  const evidence: VisitEvidence = {
    visit: facts,
    site: {
      point: customer ? pointOfCustomer(customer) : null,
      doubtful: customer !== null && isUnverified(customer),
      fenceM: rules.checkIn.toleranceM,
      minStayMinutes: rules.minStayMinutes,
      usualStayMinutes: await usualStay(tx, subject),
      moves: await pinMoves(tx, subject),
      checkedInHere: await checkedInHere(tx, subject),
    },
    around: await visitsAround(tx, subject),
    earlier: await visitsBefore(tx, subject),
    sequence,
    // What is on site is off in no way that anybody could share.
    residuals: isOff ? await residualsAround(tx, subject) : [],
    photos,
    similar,
    photosCompared: stored === photos.length && compared === stored,
    devices: checkIn?.deviceId ? await deviceUses(tx, subject, checkIn.deviceId) : null,
    attendance: await attendanceMarks(tx, subject),
    chatShare: await chatShare(tx, subject),
  }
  return { evidence, teams: rep.teamPath }
}
