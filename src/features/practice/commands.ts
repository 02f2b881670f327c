import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, visitors } from '../../bot/define.ts'
import { practiceWords as w } from '../../i18n/practice.ts'
import { quitPractice, startPractice } from './handlers/lessons.ts'

const quitWords = new Set(['退出', '停', '结束', 'quit', 'stop', 'leave'])

export const practiceCommand = defineCommand({
  name: 'practice',
  aliases: ['练习', 'practice', '练手'],
  who: visitors,
  summary: w.summary,
  usage: w.usage,
  example: '练习',
  args: anyArguments,
  run: async (ctx, { text }) =>
    quitWords.has(text.trim().toLowerCase()) ? quitPractice(ctx) : startPractice(ctx),
})
