/** The list of jobs: one line each. */
import type { AnyJob } from '../src/queue/define-job.ts'

export const jobs: readonly AnyJob[] = []
