import { z } from 'zod'

const person = z.looseObject({ name: z.string().min(1), openId: z.string().optional() })
const group = z.object({ name: z.string().min(1), members: z.array(z.string()) })

const step = z.strictObject({
  /** Seconds since the day's first step. */
  at: z.number().min(0).default(0),
  /** Who acts, by name. */
  as: z.string(),
  /** Name of a group; left out = the private chat with the bot. */
  chat: z.string().optional(),
  says: z.string().optional(),
  /** Names, or `bot`, that the text mentions. */
  mentions: z.array(z.string()).optional(),
  sendsLocation: z
    .object({ lng: z.number(), lat: z.number(), name: z.string().default('') })
    .optional(),
  /** A photo is drawn anew, so that no two are alike. */
  sendsPhoto: z.enum(['storefront', 'shelf', 'pallet']).optional(),
  sendsPost: z.object({ text: z.string(), photos: z.number().int().min(1).max(9) }).optional(),
  sendsFile: z.object({ name: z.string(), base64: z.string() }).optional(),
  /** What the button shows; `nth` (from 1) where several show the same. */
  clicks: z.string().optional(),
  nth: z.number().int().min(1).optional(),
  /** Form fields by name or label; options by their text. */
  values: z.record(z.string(), z.unknown()).optional(),
  /** Name, label or tag of a component outside forms, and what is chosen in it. */
  selects: z.string().optional(),
  value: z.unknown().optional(),
  opensChat: z.literal(true).optional(),
  tapsMenu: z.string().optional(),
  /** Takes back the message of this step (from 1). */
  recallsStep: z.number().int().min(1).optional(),
  reacts: z.object({ emoji: z.string(), to: z.string() }).optional(),
  /** Texts that the person's newest card or message must show afterwards, within 10 s. */
  sees: z.array(z.string()).optional(),
})

/** A day of people with a bot: replayed as they would do it, so all ids are the new ones. */
export const day = z.strictObject({
  name: z.string(),
  people: z.array(person),
  groups: z.array(group).default([]),
  steps: z.array(step),
})

export type Day = z.output<typeof day>
export type Step = Day['steps'][number]
