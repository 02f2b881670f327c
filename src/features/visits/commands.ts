import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, visitors } from '../../bot/define.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { practiceCheckOut } from '../practice/handlers/visit.ts'
import { checkIn } from './handlers/check-in.ts'
import { checkOut } from './handlers/check-out.ts'
import { nearby } from './handlers/more.ts'

export const visitCommands = [
  defineCommand({
    name: 'checkin',
    aliases: ['签到', 'checkin'],
    who: visitors,
    summary: w.checkInSummary,
    usage: w.checkInUsage,
    example: '签到 永辉',
    args: anyArguments,
    run: async (ctx, { text }) => checkIn(ctx, text.trim()),
  }),
  defineCommand({
    name: 'checkout',
    aliases: ['签退', 'checkout'],
    who: visitors,
    summary: w.checkOutSummary,
    usage: w.noUsage,
    example: '签退',
    args: anyArguments,
    run: async (ctx) => (await practiceCheckOut(ctx)) ?? checkOut(ctx),
  }),
  defineCommand({
    name: 'nearby',
    aliases: ['附近', 'nearby'],
    who: visitors,
    summary: w.nearbySummary,
    usage: w.noUsage,
    example: '附近',
    args: anyArguments,
    run: async (ctx) => nearby(ctx),
  }),
]
