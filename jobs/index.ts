/** The list of jobs: one line each. */
import type { AnyJob } from '../src/queue/define-job.ts'
import { detectChurn } from './alarms/detect-churn.ts'
import { escalateAlarms, followAlarmVisit } from './alarms/escalate.ts'
import { followScan, sendAlarms } from './alarms/send.ts'
import { findStuckDeals, followStage } from './alarms/stuck.ts'
import { offerAbnormal } from './alarms/weekly.ts'
import { drawCheckIns } from './analysis/map.ts'
import { syncBitables } from './bitable/sync.ts'
import { workOutCard } from './cards/work-out.ts'
import { keepCommissionMonths } from './commission/keep-months.ts'
import { sendPayroll } from './commission/send-file.ts'
import { tryScheme } from './commission/try.ts'
import { planCycles } from './cycles/cycle.ts'
import { replanCycles } from './cycles/replan.ts'
import { showCycleDrafts } from './cycles/show-drafts.ts'
import { makeExport } from './exports/make.ts'
import { locateCustomers } from './geocoding/locate.ts'
import { previewGrading, publishGrading } from './grading/follow.ts'
import { gradeCustomers } from './grading/grade.ts'
import { previewMonthly } from './grading/monthly.ts'
import { findLeavers, settleLeaver } from './handover/leavers.ts'
import { importSentFile } from './imports/import-file.ts'
import { sendTemplate } from './imports/send-template.ts'
import { warnOfUnknownHolidays } from './leave/holidays.ts'
import { putBackStops } from './leave/put-back.ts'
import { takeOffFreeTime } from './leave/take-off.ts'
import { writeBegin } from './ledger/genesis.ts'
import { seal } from './ledger/seal.ts'
import { sendWaitingNudges } from './nudges/send.ts'
import { chaseOutings } from './outings/chase.ts'
import { closeForgottenOutings, tellLeftOutings } from './outings/left-open.ts'
import { addUpDays } from './performance/add-up-days.ts'
import { closeCommissionMonth } from './performance/close-month.ts'
import { correctCommission } from './performance/correct-commission.ts'
import { sendDailyDigests } from './performance/digest-daily.ts'
import { sendMonthlyDigests, sendWeeklyDigests } from './performance/digest-periods.ts'
import { sendScorecards } from './performance/scorecards.ts'
import { comparePhotos } from './photos/compare.ts'
import { fingerprintPhoto } from './photos/fingerprint.ts'
import { fetchPlacePhoto } from './places/fetch-photo.ts'
import { sendMendingFile } from './places/send-mending-file.ts'
import { calibrateTravel } from './plans/calibrate.ts'
import { generatePlans } from './plans/generate.ts'
import { tellNeglected } from './plans/neglected.ts'
import { tellNotStartedReps } from './plans/not-started.ts'
import { drawPlan } from './plans/picture.ts'
import { refreshPlanCard } from './plans/refresh.ts'
import { remindReps } from './plans/remind.ts'
import { routePlans } from './plans/route.ts'
import { sendPlans } from './plans/send.ts'
import { measureTravel } from './plans/travel.ts'
import { purge } from './privacy/purge.ts'
import { releaseHeld } from './privacy/release-held.ts'
import { sendMonthlyRetros } from './retro/monthly.ts'
import { showRetroOf } from './retro/show.ts'
import { tryScore } from './scores/try.ts'
import { assessVisits } from './trust/assess.ts'
import { passOnAnswers } from './trust/escalate.ts'
import { fetchExplanationPhoto } from './trust/explain-photo.ts'
import { learnThresholds } from './trust/learn.ts'
import { sendReviews } from './trust/review.ts'
import { tellAssessedRep } from './trust/review-tell.ts'
import { closeStale } from './visits/close-stale.ts'
import { fetchPhoto } from './visits/fetch-photo.ts'

export const jobs: readonly AnyJob[] = [
  planCycles,
  replanCycles,
  showCycleDrafts,
  generatePlans,
  routePlans,
  sendPlans,
  tellNotStartedReps,
  tellNeglected,
  remindReps,
  sendWaitingNudges,
  refreshPlanCard,
  drawPlan,
  measureTravel,
  calibrateTravel,
  takeOffFreeTime,
  putBackStops,
  warnOfUnknownHolidays,
  sendAlarms,
  followScan,
  escalateAlarms,
  followAlarmVisit,
  offerAbnormal,
  chaseOutings,
  tellLeftOutings,
  closeForgottenOutings,
  detectChurn,
  findStuckDeals,
  followStage,
  gradeCustomers,
  previewGrading,
  publishGrading,
  previewMonthly,
  addUpDays,
  closeCommissionMonth,
  correctCommission,
  keepCommissionMonths,
  tryScheme,
  tryScore,
  sendPayroll,
  makeExport,
  syncBitables,
  sendDailyDigests,
  sendWeeklyDigests,
  sendMonthlyDigests,
  sendScorecards,
  sendMonthlyRetros,
  showRetroOf,
  workOutCard,
  drawCheckIns,
  fetchPhoto,
  fingerprintPhoto,
  comparePhotos,
  fetchPlacePhoto,
  sendMendingFile,
  locateCustomers,
  importSentFile,
  sendTemplate,
  findLeavers,
  settleLeaver,
  tellAssessedRep,
  fetchExplanationPhoto,
  sendReviews,
  passOnAnswers,
  learnThresholds,
  closeStale,
  assessVisits,
  releaseHeld,
  purge,
  writeBegin,
  seal,
]
