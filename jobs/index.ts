/** The list of jobs: one line each. */
import type { AnyJob } from '../src/queue/define-job.ts'
import { gradeCustomers } from './customers/grade.ts'
import { importSentFile } from './imports/import-file.ts'
import { sendDailyDigests } from './performance/digest-daily.ts'
import { showDigest } from './performance/show-digest.ts'
import { generatePlans } from './plans/generate.ts'
import { tellNotStartedReps } from './plans/not-started.ts'
import { refreshPlanCard } from './plans/refresh.ts'
import { remindReps } from './plans/remind.ts'
import { routePlans } from './plans/route.ts'
import { sendPlans } from './plans/send.ts'
import { releaseHeld } from './privacy/release-held.ts'
import { closeStale } from './visits/close-stale.ts'
import { fetchPhoto } from './visits/fetch-photo.ts'

export const jobs: readonly AnyJob[] = [
  generatePlans,
  routePlans,
  sendPlans,
  tellNotStartedReps,
  remindReps,
  refreshPlanCard,
  gradeCustomers,
  sendDailyDigests,
  showDigest,
  fetchPhoto,
  importSentFile,
  closeStale,
  releaseHeld,
]
