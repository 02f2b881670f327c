/** Assesses closed visits: loads what is known, asks the rules, keeps the score. Never changes a ruling. */
import { createHash } from 'node:crypto'
import type { Ctx } from '../../bot/context.ts'
import { trustBands, trustRulesIn } from '../../domain/settings/trust.ts'
import { assess, type Bands, type RuleInForce, type Signal } from '../../domain/trust/assess.ts'
import type { VisitEvidence } from '../../domain/trust/evidence.ts'
import { batchCheckIns } from '../../domain/trust/rules/batch-check-ins.ts'
import { batchCheckOuts } from '../../domain/trust/rules/batch-check-outs.ts'
import { visitAssessed } from '../../events.ts'
import { watchDatum } from './datum-watch.ts'
import { loadEvidence } from './evidence.ts'
import { lockRepOf, saveAssessment } from './store/assessments.ts'

/**
 * Assesses a visit, and with it those of the same batch: of visits that were filled in one after the other
 * the first look honest until the last has come.
 */
export async function assessVisit(ctx: Ctx, visitId: string): Promise<void> {
  await lockRepOf(ctx.tx, visitId)
  const done = await assessOne(ctx, visitId)
  if (!done) return
  for (const id of batchOf(done.evidence, done.signals)) await assessOne(ctx, id)
}

async function assessOne(
  ctx: Ctx,
  visitId: string,
): Promise<{ evidence: VisitEvidence; signals: readonly Signal[] } | null> {
  const loaded = await loadEvidence(ctx, visitId)
  if (!loaded) return null
  const { evidence, teams } = loaded
  const rules = trustRulesIn(ctx.rules, { teams })
  const bands = trustBands(ctx.rules, { teams })
  const assessment = assess(evidence, rules, bands)
  const { visit } = evidence
  const isNew = await saveAssessment(ctx.tx, {
    ...{ visit, assessment, at: ctx.now },
    rulesHash: rulesHash(rules, bands),
  })
  await watchDatum(ctx, evidence)
  if (isNew) await ctx.emit(visitAssessed, { visitId: visit.id, repOpenId: visit.repOpenId })
  return { evidence, signals: assessment.signals }
}

/** The other visits that a flagged batch is made of. */
function batchOf({ visit, around }: VisitEvidence, signals: readonly Signal[]): string[] {
  const minutesOf = (ruleId: string) => {
    const signal = signals.find((one) => one.ruleId === ruleId && one.state === 'flag')
    return Number(signal?.numbers.minutes ?? 0)
  }
  const near = (a: Date | null, b: Date | null, minutes: number) =>
    minutes > 0 && a !== null && b !== null && Math.abs(+a - +b) <= minutes * 60_000
  const ins = minutesOf(batchCheckIns.id)
  const outs = minutesOf(batchCheckOuts.id)
  return around
    .filter(
      (one) =>
        near(one.checkedInAt, visit.checkedInAt, ins) ||
        near(one.checkedOutAt, visit.checkedOutAt, outs),
    )
    .map(({ id }) => id)
}

/** Scores of equal rules are comparable. */
function rulesHash(rules: readonly RuleInForce[], bands: Bands): string {
  const said = rules.map(({ rule, weight, config }) => [rule.id, weight, config])
  return createHash('sha256')
    .update(JSON.stringify([said, bands.amber, bands.red]))
    .digest('hex')
    .slice(0, 16)
}
