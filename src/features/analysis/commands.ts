/** 统计, 覆盖, 对比, 签到地图, 成交, 投产, 模板质量: about whom and which days stands behind the word. */
import type { AnalysisKind, Ask } from '../../../cards/analysis/actions.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Arguments, defineCommand, type Who } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { takeRange } from '../../domain/analysis/ask.ts'
import type { DayRange } from '../../domain/range-words.ts'
import { addDays, type LocalDate, monthOf, monthRange, startOfWeek } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import type { Word } from '../../i18n/t.ts'
import { answer } from './answer.ts'
import { campaignReply } from './campaign-command.ts'
import { companyId, namedSubjects } from './subjects.ts'

/** Reps, their managers, who administers, who only looks. */
const readers: Who = ['rep', 'manager', 'admin', 'viewer']
/** Positions are for the person and the managers above. */
const mapReaders: Who = ['rep', 'manager', 'admin']

const thisWeek = (today: LocalDate): DayRange => ({ from: startOfWeek(today), to: today })
const thisMonth = (today: LocalDate): DayRange => ({
  from: monthRange(monthOf(today)).from,
  to: today,
})
const aDay = (today: LocalDate): DayRange => ({ from: today, to: today })
const lastDays = (n: number) => (today: LocalDate) => ({ from: addDays(today, 1 - n), to: today })

interface Declared {
  readonly kind: AnalysisKind
  readonly aliases: readonly string[]
  readonly who?: Who
  readonly summary: Word<never>
  readonly usage?: Word<never>
  readonly example: string
  /** Without words about time. */
  readonly usual: (today: LocalDate) => DayRange
  /** What else the words may hold. */
  readonly take?: (words: readonly string[]) => {
    readonly more: Partial<Ask>
    readonly others: readonly string[]
  }
}

/** The words behind a command without those of people who were mentioned. */
function plainWords(args: Arguments): string[] {
  let text = args.text
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  return text
    .split(/[\s、,，;；]+/)
    .filter((word) => word !== '' && !/^(和|与|跟|vs\.?|and)$/i.test(word))
}

/** The English word of a command, or the Chinese one: as its reader types it. */
const wordOf = ({ aliases }: Declared, ctx: ActorCtx): string =>
  (ctx.t.locale === 'en' && aliases.find((alias) => /^[a-z]/.test(alias))) || (aliases[0] ?? '')

async function readAsk(ctx: ActorCtx, args: Arguments, of: Declared): Promise<Ask> {
  const { more, others: words } = of.take?.(plainWords(args)) ?? {
    more: {},
    others: plainWords(args),
  }
  const { range, others } = takeRange(words, ctx.today)
  const who = await namedSubjects(ctx, others, args.mentions)
  return { kind: of.kind, ...(range ?? of.usual(ctx.today)), who, page: 0, ...more }
}

/** Words with a digit, or about time, are meant as days: no name is looked for behind them. */
const looksLikeDays = /\d|[周月年季天日]$|^(last|this|next)$/i

function define(of: Declared) {
  return defineCommand({
    name: of.kind,
    aliases: of.aliases,
    who: of.who ?? readers,
    summary: of.summary,
    usage: of.usage ?? w.usage,
    example: of.example,
    args: anyArguments,
    async run(ctx, args): Promise<Reply> {
      if (of.kind === 'roi') {
        const said = await campaignReply(ctx, args)
        if (said) return said
      }
      const { others } = takeRange(
        of.take?.(plainWords(args)).others ?? plainWords(args),
        ctx.today,
      )
      const unread = others.find((word) => looksLikeDays.test(word))
      const word = wordOf(of, ctx)
      try {
        const ask = await readAsk(ctx, args, of)
        const isOneOf = ask.who.length <= 1 || of.kind === 'compare'
        if (!isOneOf) return sayText(ctx.t(w.oneAtATime, { word: wordOf(compare, ctx) }))
        if (of.kind === 'compare' && !fitsCompare(ask.who)) return sayText(ctx.t(w.compareCount))
        return await answer(ctx, ask, sendCard)
      } catch (error) {
        // A name that is none may have been meant as a time.
        if (!(error instanceof UserError) || unread === undefined) throw error
        const examples = ctx.t(w.examples, { word })
        return sayText(ctx.t(w.unread, { text: unread.slice(0, 30), examples }))
      }
    },
  })
}

/** Two to four, people with people and teams with teams. */
export function fitsCompare(who: readonly string[]): boolean {
  const kinds = new Set(who.map((id) => (id === companyId ? 't:' : id.slice(0, 2))))
  return who.length >= 2 && who.length <= 4 && kinds.size === 1
}

/** `15天` or `15d` alone: within how many days an order counts. */
function takeDays(words: readonly string[]) {
  const at = words.findIndex((word) => /^\d{1,2} ?(天|日内|d|days?)$/i.test(word))
  const days = Number.parseInt(words[at] ?? '', 10)
  if (at < 0 || days < 1 || days > 90) return { more: {}, others: words }
  return { more: { days }, others: words.toSpliced(at, 1) }
}

const compare: Declared = {
  kind: 'compare',
  aliases: ['对比', 'compare'],
  summary: w.compareSummary,
  usage: w.compareUsage,
  example: '对比 @李雷 @韩梅 上月',
  usual: thisMonth,
}

const declared: readonly Declared[] = [
  {
    kind: 'stats',
    aliases: ['统计', 'stats'],
    summary: w.statsSummary,
    example: '统计 上周',
    usual: thisWeek,
  },
  {
    kind: 'coverage',
    aliases: ['覆盖', '覆盖率', 'coverage'],
    summary: w.coverageSummary,
    example: '覆盖 本月',
    usual: thisMonth,
  },
  compare,
  {
    kind: 'map',
    aliases: ['签到地图', '地图', 'map'],
    who: mapReaders,
    summary: w.mapSummary,
    example: '签到地图 昨天',
    usual: aDay,
  },
  {
    kind: 'deals',
    aliases: ['成交', 'deals'],
    summary: w.dealsSummary,
    usage: w.dealsUsage,
    example: '成交 15天 上月',
    usual: lastDays(30),
    take: takeDays,
  },
  {
    kind: 'roi',
    aliases: ['投产', '投产比', 'roi'],
    summary: w.roiSummary,
    usage: w.roiUsage,
    example: '投产 上月',
    usual: thisMonth,
  },
  {
    kind: 'quality',
    aliases: ['模板质量', '表单质量', 'quality'],
    summary: w.qualitySummary,
    example: '模板质量 上月',
    usual: lastDays(30),
  },
]

export const analysisCommands = declared.map(define)
