import { anyArguments } from '../../bot/arguments.ts'
import { admins, defineCommand, leaders, visitors } from '../../bot/define.ts'
import { learnWords, trustWords as w } from '../../i18n/trust.ts'
import { mine } from './handlers/explain.ts'
import { learn } from './handlers/learn.ts'
import { review } from './handlers/review.ts'

export const trustCommands = [
  defineCommand({
    name: 'explain',
    aliases: ['说明情况', '申诉', 'explain', 'appeal'],
    who: visitors,
    summary: w.summaryMine,
    usage: w.usageNone,
    example: '说明情况',
    args: anyArguments,
    run: async (ctx) => mine(ctx),
  }),
  defineCommand({
    name: 'review',
    aliases: ['核查', '待核查拜访', 'review'],
    who: leaders,
    summary: w.summaryReview,
    usage: w.usageNone,
    example: '核查',
    args: anyArguments,
    run: async (ctx) => review(ctx),
  }),
  defineCommand({
    name: 'thresholds',
    aliases: ['阈值建议', 'thresholds'],
    who: admins,
    summary: learnWords.summary,
    usage: w.usageNone,
    example: '阈值建议',
    args: anyArguments,
    run: async (ctx) => learn(ctx),
  }),
]
