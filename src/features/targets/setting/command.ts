/** `指标`: a team's targets, or one target set in a line. */
import type { CellKey } from '../../../../cards/targets/actions.ts'
import { nameOf } from '../../../../cards/targets/parts.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { type Arguments, defineCommand, leaders } from '../../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../../bot/reply.ts'
import { readTargetLine, type TargetLine } from '../../../domain/performance/target-line-words.ts'
import {
  type TargetMetric,
  type ValueKind,
  valueKindOf,
} from '../../../domain/performance/target-words.ts'
import { monthOf } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { message, messageIn, type T } from '../../../i18n/t.ts'
import { typedMetrics, settingWords as w } from '../../../i18n/target-setting.ts'
import { teamsFitting } from '../../groups/store.ts'
import { findPeople, type Team } from '../../org/store.ts'
import { boardCardFor } from './board.ts'
import { cellCardFor } from './cell.ts'
import { setOne } from './change.ts'
import { personBoardFor } from './person-board.ts'
import { personSubject, scopeOf, teamsToSet, topOf } from './subject.ts'
import { findGoods, isChatMetric } from './what.ts'

export const targetsCommand = defineCommand({
  name: 'targets',
  aliases: ['指标', 'targets', 'target'],
  who: leaders,
  summary: w.command,
  usage: w.usage,
  example: '指标 @李雷 12月 销售额 12万',
  args: anyArguments,
  run: async (ctx, { words, mentions }): Promise<Reply> => {
    const { line, who } = splitLine(words, mentions, ctx)
    const teams = await teamsToSet(ctx)
    if (teams.length === 0) return sayText(ctx.t(w.noTeam))
    const { scope, goods } = await whoAndGoods(ctx, line, who, teams)
    const month = line.period ?? monthOf(ctx.today)
    const { metric } = line
    if (metric === null) {
      if (goods !== '' || (line.rest.length > 0 && scope === null)) throw noMetric(line.rest)
      if (scope?.startsWith('person:'))
        return sendCard(await personBoardFor(ctx, { openId: scope.slice('person:'.length), month }))
      const teamCode = scope?.slice('team:'.length) ?? topOf(teams)[0]?.code ?? ''
      return sendCard(await boardCardFor(ctx, { teamCode, month, page: 0 }))
    }
    if (!isChatMetric(metric)) throw notChat(metric)
    const key = { scope: scope ?? onlyTop(teams), month, metric, goods }
    return answer(ctx, key, line)
  },
})

/** The words without the people mentioned in them, who are taken by their ids. */
function splitLine(
  words: readonly string[],
  mentions: Arguments['mentions'],
  ctx: ActorCtx,
): { line: TargetLine; who: string | null } {
  if (mentions.length > 1) throw new UserError(message(w.oneAtATime))
  const [mention] = mentions
  let text = words.join(' ')
  if (mention) text = text.replace(`@${mention.name}`, ' ')
  const line = readTargetLine(text.split(' '), ctx.today)
  return { line, who: mention?.openId ?? null }
}

/** A whole line sets, one without a value shows. */
async function answer(ctx: ActorCtx, key: CellKey, { value }: TargetLine): Promise<Reply> {
  const { metric } = key
  if (value.kind === 'bad') throw badValue(metric, value.text)
  if (value.kind === 'yearOrValue') {
    const { text } = value
    throw new UserError(messageIn((t) => t(w.yearOrValue, { text, typed: typed(metric, t) })))
  }
  if (value.kind === 'none') return sendCard(await cellCardFor(ctx, key))
  const { text, changeId } = await setOne(ctx, key, value.kept)
  return sendCard(await cellCardFor(ctx, key, { said: text, undo: changeId }))
}

/** Whom the words name, and which goods: null and `''` where they name none. */
export async function whoAndGoods(
  ctx: ActorCtx,
  { rest }: Pick<TargetLine, 'rest'>,
  mentioned: string | null,
  teams: readonly Team[],
): Promise<{ scope: string | null; goods: string }> {
  const bad = rest.find((one) => looksLikeMonth.test(one))
  if (bad !== undefined) throw new UserError(message(w.badMonth, { text: bad.slice(0, 20) }))
  let scope = mentioned === null ? null : scopeOf(await personSubject(ctx, mentioned))
  let left = rest
  // A name may have blanks in it: the longest that fits.
  for (let n = scope === null ? rest.length : 0; n > 0 && scope === null; n--) {
    scope = await scopeNamed(ctx, rest.slice(0, n).join(' '), teams)
    if (scope !== null) left = rest.slice(n)
  }
  if (left.length === 0) return { scope, goods: '' }
  const text = left.join(' ')
  const goods = await findGoods(ctx.tx, text)
  if (goods === null) throw new UserError(message(w.unknownWho, { text: text.slice(0, 30) }))
  return { scope, goods }
}

const looksLikeMonth = /^(\d{4}[-/.年]\d{1,2}\D{0,2}|\d{1,2}月份?|\d{4}年)$/

/** A team or person of the actor's by name or code; null for none. Throws UserError for several. */
export async function scopeNamed(
  ctx: ActorCtx,
  words: string,
  teams: readonly Team[],
): Promise<string | null> {
  const text = words.replace(/^@/, '').trim()
  if (text === '') return null
  const mine = new Set(teams.map(({ code }) => code))
  const fitting = (await teamsFitting(ctx.tx, text)).filter(
    ({ code, name }) => mine.has(code) && [code, name].includes(text),
  )
  if (fitting.length > 1)
    throw several(
      text,
      fitting.map(({ name, code }) => `${name} ${code}`),
    )
  if (fitting[0]) return `team:${fitting[0].code}`
  const isAdmin = ctx.actor.role === 'admin'
  const found = await findPeople(ctx.tx, text, isAdmin ? {} : { teams: ctx.actor.ledTeams })
  const exact = found.filter((one) => [one.name, one.employeeNo, one.openId].includes(text))
  const [only, another] = exact
  if (another)
    throw several(
      text,
      exact
        .slice(0, 5)
        .map(({ name, employeeNo }) => (employeeNo ? `${name} ${employeeNo}` : name)),
    )
  return only ? `person:${only.openId}` : null
}

const several = (text: string, names: readonly string[]) =>
  new UserError(message(w.several, { text: text.slice(0, 30), names: names.join('、') }))

/** The team that a line without a name is for. Throws UserError where it could be several. */
function onlyTop(teams: readonly Team[]): string {
  const top = topOf(teams)
  const [only, another] = top
  if (only && !another) return `team:${only.code}`
  const names = top.slice(0, 6).map(({ name }) => name)
  throw new UserError(message(w.whichTeam, { names: names.join('、'), first: names[0] ?? '' }))
}

const allowed: Record<ValueKind, { words: typeof w.allowMoney; example: string }> = {
  money: { words: w.allowMoney, example: '120000' },
  rate: { words: w.allowRate, example: '85%' },
  count: { words: w.allowCount, example: '80' },
}

/** How one would type a metric; those without a short word by their key in English. */
function typed(metric: TargetMetric, t: T): string {
  const short = typedMetrics[metric as keyof typeof typedMetrics]
  if (short) return t(short)
  return t.locale === 'en' ? metric : nameOf(metric, t)
}

export function badValue(metric: TargetMetric, text: string): UserError {
  const { words, example } = allowed[valueKindOf(metric)]
  const asked = text.slice(0, 20)
  return new UserError(
    messageIn((t) => {
      const what = nameOf(metric, t)
      return t(w.badValue, {
        text: asked,
        what,
        typed: typed(metric, t),
        allowed: t(words),
        example,
      })
    }),
  )
}

function noMetric(rest: readonly string[]): UserError {
  const text = rest.join(' ').slice(0, 30)
  return new UserError(
    messageIn((t) => {
      const names = Object.values(typedMetrics).map((one) => t(one))
      return t(w.noMetric, { text, metrics: names.join(t(w.listed)) })
    }),
  )
}

const notChat = (metric: TargetMetric) =>
  new UserError(messageIn((t) => t(w.notChat, { what: nameOf(metric, t) })))
