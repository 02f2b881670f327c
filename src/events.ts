/** What can happen that jobs follow up: features emit, jobs subscribe. */
import { z } from 'zod'
import type { EventType } from './bot/context.ts'

function event<P extends z.ZodType>(name: string, payload: P): EventType<P> {
  return { name, payload }
}

/** A photo arrived and must be fetched from the platform. */
export const photoReceived = event('visit.photo-received', z.object({ photoId: z.uuid() }))
/** A visit was closed by its rep or by the system. */
export const visitClosed = event(
  'visit.closed',
  z.object({ visitId: z.uuid(), repOpenId: z.string() }),
)
/** Something changed that the rep's plan card of a date shows. */
export const planChanged = event(
  'plan.changed',
  z.object({ repOpenId: z.string(), date: z.string() }),
)
/** An admin's file is to be imported. */
export const importRequested = event('import.requested', z.object({ importId: z.uuid() }))
/** A photo of a shopfront arrived for a pin or a new shop. */
export const placePhotoReceived = event('place.photo-received', z.object({ photoId: z.uuid() }))
/** A person has agreed to how locations and photos are used. */
export const consentGiven = event('privacy.consent-given', z.object({ openId: z.string() }))
/** Somebody is away on these days, or the company rests: by a manager's word or by a file. */
export const leaveGranted = event(
  'leave.granted',
  z.object({ openId: z.string(), from: z.string(), to: z.string() }),
)
/** Days that were free are worked after all. */
export const freeTimeEnded = event(
  'leave.free-time-ended',
  z.object({ openId: z.string(), from: z.string(), to: z.string() }),
)
/** An admin wants the customers to complete as a file. `fileId` is the message's uuid. */
export const mendingFileWanted = event(
  'customers.mending-file-wanted',
  z.object({
    fileId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    date: z.string(),
  }),
)
/** An admin wants files to fill in. `fileId` is the message's uuid, `kind` a kind of import. */
export const templateWanted = event(
  'imports.template-wanted',
  z.object({
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    files: z.array(z.object({ fileId: z.uuid(), kind: z.string() })).min(1),
  }),
)
/** Something waits to be said to a person unasked. */
export const nudgeAdded = event('nudge.added', z.object({ openId: z.string() }))
/** A file of people was imported: somebody may have left by it, or be back. */
export const peopleImported = event('people.imported', z.object({}))
/** Somebody waits for a grading to be worked out; its card follows. */
export const gradingWanted = event(
  'grading.wanted',
  z.object({ gradingId: z.uuid(), openId: z.string() }),
)
/** An admin publishes a grading; the card follows. */
export const gradingAccepted = event(
  'grading.accepted',
  z.object({ gradingId: z.uuid(), openId: z.string() }),
)
/** A day was put in order with ways that the map service was never asked about. */
export const travelUnknown = event(
  'travel.unknown',
  z.object({
    planId: z.uuid(),
    repOpenId: z.string(),
    date: z.string(),
    /** When it was wanted: the traffic is that of this local hour. */
    at: z.iso.datetime(),
    hour: z.number().int().min(0).max(23),
  }),
)
/** A plan's stops were put in an order: its picture is drawn anew. */
export const planRouted = event('plan.routed', z.object({ planId: z.uuid() }))
/** The alarms of a date were found; who owns such customers is told. */
export const alarmsRaised = event('alarms.raised', z.object({ date: z.string() }))
/** A customer came to another stage, said by a person. */
export const customerStageMoved = event(
  'customer.stage-moved',
  z.object({ customerCode: z.string() }),
)
/** A photo of a visit is stored, and can be compared with others. */
export const photoStored = event('photo.stored', z.object({ photoId: z.uuid() }))
/** The hashes of a photo are stored: it is compared with all since an instant. */
export const photoFingerprinted = event(
  'photo.fingerprinted',
  z.object({ photoId: z.uuid(), since: z.iso.datetime() }),
)
/** A photo of a visit that is over was compared with all that were sent before. */
export const photosWereCompared = event('photos.compared', z.object({ visitId: z.uuid() }))
/** A closed visit was assessed, for the first time or anew. */
export const visitAssessed = event(
  'visit.assessed',
  z.object({ visitId: z.uuid(), repOpenId: z.string() }),
)
/** A photo of an explanation arrived and must be fetched. */
export const explanationPhotoReceived = event(
  'trust.photo-received',
  z.object({ photoId: z.uuid() }),
)
/** Somebody waits for a file of data. `exportId` is the message's uuid too. */
export const exportWanted = event(
  'exports.wanted',
  z.object({
    exportId: z.uuid(),
    openId: z.string(),
    locale: z.enum(['zh-CN', 'en']),
    zone: z.string(),
    today: z.string(),
  }),
)
/** A team's base is to be brought up to date. `syncId` names the run. */
export const bitableSyncWanted = event(
  'bitable.sync-wanted',
  z.object({
    teamCode: z.string(),
    syncId: z.uuid(),
    zone: z.string(),
    today: z.string(),
    at: z.iso.datetime(),
    locale: z.enum(['zh-CN', 'en']),
    askedBy: z.string().nullable(),
  }),
)
