import { z } from 'zod'
import { settings } from '../../src/domain/settings/index.ts'
import { localDate } from '../../src/domain/time.ts'
import { dueWithin, isAtWork } from '../../src/features/nudges/hours.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { waitingCases } from '../../src/features/trust/review-list.ts'
import { sendDailyReview } from '../../src/features/trust/review-send.ts'
import { defineJob } from '../../src/queue/define-job.ts'

/** 待核查拜访: one card a day for each who has to decide on visits, when they work; silent without any. */
export const sendReviews = defineJob({
  name: 'trust.review',
  payload: z.object({ openId: z.string(), date: localDate }),
  trigger: {
    due: async (ctx, date) =>
      dueWithin(ctx, { code: '', path: [] }, date, ctx.rules.get(settings.trustReviewAt)),
    fanOut: async (ctx, date) => {
      const judges = (await waitingCases(ctx)).flatMap((waiting) => waiting.judges)
      return [...new Set(judges)].toSorted().map((openId) => ({ openId, date }))
    },
    unasked: async (ctx, _date, payloads) => {
      const here: (typeof payloads)[number][] = []
      for (const payload of payloads) {
        const person = await loadRep(ctx.tx, payload.openId)
        if (person && (await isAtWork(ctx, person))) here.push(payload)
      }
      return here
    },
    until: '22:00',
  },
  dedupe: ({ openId, date }) => `${openId}/${date}`,
  lock: ({ openId }) => `person:${openId}`,
  async run({ ctx, payload: { openId, date } }) {
    if (date === ctx.today) await sendDailyReview(ctx, openId)
  },
})
