/** What reaches the bot from the live page, checked. The web part adds who and what it has checked itself. */
import { z } from 'zod'

const ms = z.number().int().min(0).max(8.64e15)
const clock = { pressedAt: ms, postedAt: ms, queued: z.boolean() }
const device = { deviceId: z.string().min(8).max(64), platform: z.string().max(20) }
const session = { sessionId: z.uuid(), ...device }

/** As the page sends it. */
export const liveAct = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look') }),
  z.object({
    do: z.literal('position'),
    fix: z.object({
      lng: z.number(),
      lat: z.number(),
      datum: z.enum(['gcj02', 'wgs84']),
      accuracyM: z.number().min(0).max(1e6).nullable(),
      measuredAt: ms.nullable(),
    }),
    ...clock,
  }),
  z.object({
    do: z.literal('decide'),
    fixId: z.uuid(),
    customerCode: z.string().max(100),
    reason: z.string().trim().max(500),
    pinIsWrong: z.boolean(),
  }),
])

export const livePhotoAct = z.object({
  do: z.literal('photo'),
  kind: z.enum(['storefront', 'shelf', 'other']),
  ...clock,
})

/** As the bot gets it: an opening, an act of an opened page, or a photo whose picture is stored already. */
export const liveBody = z.union([
  z.object({
    do: z.literal('open'),
    link: z.object({
      id: z.uuid(),
      purpose: z.enum(['check_in', 'check_out', 'photo']),
      customerCode: z.string().nullable(),
      visitId: z.uuid().nullable(),
    }),
    ...device,
  }),
  z.object({ ...session, act: liveAct }),
  z.object({
    ...session,
    act: livePhotoAct.extend({
      objectKey: z.string(),
      sha256: z.string(),
      size: z.number().int(),
      mime: z.string(),
    }),
  }),
])
export type LiveBody = z.output<typeof liveBody>
export type LiveAct = z.output<typeof liveAct>
export type PhotoAct = Extract<Extract<LiveBody, { sessionId: string }>['act'], { do: 'photo' }>
export type OpenAct = Extract<LiveBody, { do: 'open' }>
