/** Asks the map service about the ways of a day that it was never asked about, and orders the day with them. */
import type { LocalDate } from '../../src/domain/time.ts'
import { travelUnknown } from '../../src/events.ts'
import { wayPoints } from '../../src/features/plans/measured.ts'
import { loadRep } from '../../src/features/plans/people.ts'
import { routePlan } from '../../src/features/plans/route.ts'
import { refreshPlan } from '../../src/features/plans/show.ts'
import { fetchLegs } from '../../src/features/travel/legs.ts'
import { defineJob } from '../../src/queue/define-job.ts'

export const measureTravel = defineJob({
  name: 'plans.travel',
  payload: travelUnknown.payload,
  on: [travelUnknown],
  dedupe: ({ planId }) => planId,
  lock: ({ repOpenId }) => `person:${repOpenId}`,
  async outside(io, { planId, at, hour }) {
    const service = io.maps.travelTimes
    const points = service ? await wayPoints(io.db, planId) : []
    if (!service || points.length < 2) return null
    const asked = { points, hour, now: new Date(at) }
    const { measured, problem } = await fetchLegs(io.db, service, asked)
    if (problem) {
      const what = { problem: problem.problem, detail: problem.detail, measured }
      io.log.warn(what, 'travel: the map service did not answer all, the rest is estimated')
    }
    // Without a new leg the day stays as it is: no plan fails for a map.
    return measured > 0 ? { measured } : null
  },
  async run({ ctx, payload: { planId, repOpenId, date } }) {
    const rep = await loadRep(ctx.tx, repOpenId)
    if (!rep) return
    await routePlan(ctx, rep, planId, { isMeasured: true })
    await refreshPlan(ctx, rep, date as LocalDate)
  },
})
