/** A pasted list of customers, resolved line by line. */
import { inArray, or, sql } from 'drizzle-orm'
import type { ActorCtx } from '../../../bot/context.ts'
import type { Arguments } from '../../../bot/define.ts'
import { type Reply, sendCard } from '../../../bot/reply.ts'
import type { BatchItem, LineProblem } from '../../../domain/plans/batch.ts'
import { type PastedLine, pastedLimit, readPasted } from '../../../domain/plans/pasted-list.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { customerScope, inScope } from '../../customers/store.ts'
import { customers } from '../../customers/tables.ts'
import type { User } from '../../org/store.ts'
import { assignable, customersFitting } from '../assign/lookup.ts'
import { takeDate } from '../commands.ts'
import { openBatch } from './store.ts'
import { cardOfPreview } from './view.ts'

/** Lines of a list that are searched by part of the name; beyond it only exact names and codes count. */
const searchedLines = 60
const horizonDays = 180

/** The lines behind the command, or null when they are no list. */
export function pastedLines(args: Arguments): string[] | null {
  const lines = args.raw.split(/\r?\n/)
  return lines.filter((line) => line.trim() !== '').length > 2 || args.raw.includes('\t')
    ? lines
    : null
}

/** Reads the list and shows what is wrong with it and how the rest would be dealt. */
export async function listReply(
  ctx: ActorCtx,
  args: Arguments,
  pasted: readonly string[],
): Promise<Reply> {
  const { people, lines, date } = await readHead(ctx, args, pasted)
  const read = readPasted(lines, ctx.today)
  const all = await assignable(ctx)
  const byWords = await exactCustomers(ctx, read.slice(0, pastedLimit))
  const items = new Map<string, BatchItem>()
  const problems: LineProblem[] = []
  let searched = 0
  for (const one of read) {
    const problem = (why: LineProblem['why'], n?: number) =>
      problems.push({ line: one.line, text: one.text.slice(0, 60), why, ...(n ? { n } : {}) })
    if (items.size + problems.length >= pastedLimit) {
      problem('tooMany')
      break
    }
    let codes = byWords.get(one.customer.toLowerCase()) ?? []
    if (codes.length === 0 && searched++ < searchedLines) {
      codes = (await customersFitting(ctx, one.customer, 10)).map(({ code }) => code)
    }
    const [code, another] = codes
    if (!code) problem('unknown')
    else if (another) problem('several', codes.length)
    else if (one.badDate) problem('day')
    else if (isOutside(ctx, one.date)) problem('dayPast')
    else {
      const found = one.person === null ? [] : peopleCalled(all, one.person)
      const day = one.date ?? date
      const key = `${code} ${day ?? ''} ${found[0]?.openId ?? ''}`
      if (one.person !== null && found.length === 0) problem('person')
      else if (found.length > 1) problem('persons', found.length)
      else if (items.has(key)) problem('twice')
      else {
        const rep = found[0]?.openId
        items.set(key, { code, ...(rep ? { repOpenId: rep } : {}), ...(day ? { date: day } : {}) })
      }
    }
  }
  const batch = await openBatch(ctx, {
    kind: 'list',
    byOpenId: ctx.actor.openId,
    draft: {
      items: [...items.values()],
      whom: people.length > 0 ? people : 'owner',
      problems: problems.slice(0, pastedLimit),
    },
  })
  return sendCard(await cardOfPreview(ctx, batch))
}

const isOutside = (ctx: ActorCtx, date: LocalDate | null) =>
  date !== null && (date < ctx.today || date > addDays(ctx.today, horizonDays))

/** What stands on the line of the command itself: people and a day for all that say nothing else. */
async function readHead(ctx: ActorCtx, args: Arguments, pasted: readonly string[]) {
  const [head = '', ...rest] = pasted
  let text = head
  const people: string[] = []
  for (const { name, openId } of args.mentions) {
    if (!head.includes(`@${name}`)) continue
    text = text.replaceAll(`@${name}`, ' ')
    people.push(openId)
  }
  const { date, others } = takeDate(text.split(/\s+/).filter(Boolean), ctx.today)
  const left = others.filter((word) => !/^(给|到|在|去)$/.test(word)).join(' ')
  // Words that are neither stand for the first customer; with tabs the head is a line of the list.
  const isLine = head.includes('\t')
  const lines = isLine ? pasted : left ? [left, ...rest] : rest
  return {
    people,
    date: isLine || isOutside(ctx, date) ? null : date,
    lines: lines.filter((line) => line.trim() !== ''),
  }
}

/** Customers whose code or whole name is on a line, all lines at once. */
async function exactCustomers(
  ctx: ActorCtx,
  lines: readonly PastedLine[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = [...new Set(lines.map(({ customer }) => customer.toLowerCase()))]
  if (words.length === 0) return new Map()
  const [code, name] = [sql`lower(${customers.code})`, sql`lower(${customers.name})`]
  const rows = await ctx.tx
    .select({ code: customers.code, name: customers.name, status: customers.status })
    .from(customers)
    .where(
      sql`${or(inArray(code, words), inArray(name, words))} and ${
        inScope(customerScope(ctx.actor)) ?? sql`true`
      }`,
    )
  const found = new Map<string, string[]>()
  for (const word of words) {
    const byCode = rows.filter((row) => row.code.toLowerCase() === word)
    const byName = rows.filter((row) => row.name.toLowerCase() === word)
    const active = byName.filter(({ status }) => status === 'active')
    const fits = byCode.length > 0 ? byCode : active.length > 0 ? active : byName
    if (fits.length > 0)
      found.set(
        word,
        fits.map((row) => row.code),
      )
  }
  return found
}

const peopleCalled = (all: readonly User[], words: string): User[] =>
  all.filter(({ name, employeeNo }) => name === words || employeeNo === words)
