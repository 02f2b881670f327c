/** Gives customers with an address a point: after an import, and at night for what is left. */
import { z } from 'zod'
import { startLocating, unfinishedRuns } from '../../src/features/geocoding/runs.ts'
import { saveSlice, stopWithoutService } from '../../src/features/geocoding/save.ts'
import { nextSlice, type Slice } from '../../src/features/geocoding/slice.ts'
import { defineJob } from '../../src/queue/define-job.ts'

type Step =
  | { readonly kind: 'slice'; readonly slice: Slice }
  /** No service is set here. */
  | { readonly kind: 'off' }
  /** Whatever lacks a point and was not asked about. */
  | { readonly kind: 'begin' }

export const locateCustomers = defineJob<{ runId: string | null }, Step>({
  name: 'geocoding.locate',
  payload: z.object({ runId: z.uuid().nullable() }),
  trigger: {
    // Allowances are counted by the day.
    due: async () => [{ scope: '', at: '00:40' }],
    fanOut: async (ctx) => [
      ...(await unfinishedRuns(ctx.tx)).map(({ id }) => ({ runId: id })),
      { runId: null },
    ],
  },
  dedupe: ({ runId }) => runId ?? 'all',
  async outside(io, { runId }) {
    const { geocoder } = io.maps
    if (runId === null) return geocoder ? { kind: 'begin' } : null
    if (!geocoder) return { kind: 'off' }
    const slice = await nextSlice(io.db, geocoder, runId)
    return slice && { kind: 'slice', slice }
  },
  async run({ ctx, payload: { runId }, fetched }) {
    if (fetched.kind === 'slice' && runId) await saveSlice(ctx, runId, fetched.slice)
    if (fetched.kind === 'off' && runId) await stopWithoutService(ctx, runId)
    if (fetched.kind === 'begin') await startLocating(ctx.tx, { importId: null, at: ctx.now })
  },
})
