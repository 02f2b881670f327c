import { ledgerCard } from '../../../cards/ledger/ledger.ts'
import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand } from '../../bot/define.ts'
import { sendCard } from '../../bot/reply.ts'
import { formatLocal } from '../../domain/time.ts'
import { ledgerWords as w } from '../../i18n/ledger.ts'
import { headText } from './chain.ts'
import { type Pending, pendingTables } from './genesis.ts'
import { headOf, sealedAt } from './seal.ts'
import { ledgerWaiting } from './tables.ts'

export const ledgerCommand = defineCommand({
  name: 'ledger',
  aliases: ['台账', 'ledger'],
  who: ['admin', 'finance'],
  summary: w.summary,
  usage: w.none,
  example: '台账',
  args: anyArguments,
  run: async (ctx) => {
    const head = await headOf(ctx.tx)
    const at = await sealedAt(ctx.tx)
    const pending = await pendingTables(ctx.tx)
    const sum = (of: (one: Pending) => number) => pending.reduce((n, one) => n + of(one), 0)
    const view = {
      head: head.seq === 0 ? null : headText(head),
      entries: head.seq,
      waiting: await ctx.tx.$count(ledgerWaiting),
      pending:
        pending.length === 0
          ? null
          : { passed: sum(({ passed }) => passed), rows: sum(({ rows }) => rows) },
      newest: at && formatLocal(at, ctx.zone, 'dateTime', ctx.t.locale),
    }
    return sendCard(ledgerCard(view, ctx.t))
  },
})
