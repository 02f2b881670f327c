import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { writeJob, writePatch, writeSend } from '../db/outbox.ts'
import { cardMessages } from '../db/tables.ts'
import type { Rules } from '../domain/settings/define.ts'
import { toLocalDate } from '../domain/time.ts'
import { type Locale, translator } from '../i18n/t.ts'
import type { JobRegistry } from '../queue/define-job.ts'
import type { Ctx, Links, Log } from './context.ts'
import { targetOf } from './outbound.ts'

/** What every context needs and that stays the same while the process lives. */
export interface House {
  readonly zone: string
  readonly locale: Locale
  readonly log: Log
  readonly jobs: JobRegistry
  readonly links: Links
  readonly mapProvider: Ctx['mapProvider']
  /** The only clock; a test or `rounds job --now` gives another. */
  now(): Date
  loadRules(tx: Tx): Promise<Rules>
}

/** Cards stay interactive for 14 days; an older one is replaced by a new message. */
const cardLifeMs = 13 * 86_400_000

/** Makes the context of one transaction. */
export async function makeContext(
  house: House,
  tx: Tx,
  run: { now: Date; causeId: string; nowOverride: Date | null },
): Promise<Ctx> {
  const cause = { causeId: run.causeId, nowOverride: run.nowOverride }
  return {
    tx,
    now: run.now,
    zone: house.zone,
    today: toLocalDate(run.now, house.zone),
    rules: await house.loadRules(tx),
    log: house.log,
    mapProvider: house.mapProvider,
    causeId: run.causeId,
    links: house.links,
    t: translator(house.locale),
    tFor: (locale) => translator(locale ?? house.locale),
    async emit(event, payload) {
      const parsed = event.payload.parse(payload)
      for (const job of house.jobs.subscribers(event.name)) {
        const jobPayload = job.payload.parse(parsed)
        await writeJob(tx, cause, {
          name: job.name,
          payload: jobPayload,
          dedupeKey: job.dedupe?.(jobPayload),
        })
      }
    },
    async enqueue(name, payload, options = {}) {
      const job = house.jobs.get(name)
      if (!job) throw new Error(`no job is called ${name}`)
      const jobPayload = job.payload.parse(payload)
      await writeJob(tx, cause, {
        name,
        payload: jobPayload,
        dedupeKey: options.dedupeKey ?? job.dedupe?.(jobPayload),
        delayMs: options.delayMs,
      })
    },
    say: (to, content) =>
      writeSend(tx, cause, to, typeof content === 'string' ? { text: content } : { card: content }),
    async show(to, thing, card, options = {}) {
      const target = targetOf(to)
      const [shown] = await tx
        .select({ sentAt: cardMessages.sentAt })
        .from(cardMessages)
        .where(and(eq(cardMessages.thing, thing), eq(cardMessages.target, target)))
      if (!options.fresh) {
        const alive = shown ? run.now.getTime() - shown.sentAt.getTime() < cardLifeMs : true
        const fallback = options.ifShown ? 'drop' : 'send'
        if (alive) return writePatch(tx, cause, target, thing, card, { fallback })
        if (options.ifShown) return
      }
      await writeSend(tx, cause, to, { card }, thing, options.retired)
    },
  }
}
