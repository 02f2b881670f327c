/** An export as its card and the log show it. */
import { count, desc } from 'drizzle-orm'
import { type Ask, ask } from '../../../cards/analysis/actions.ts'
import {
  type ExportWhat,
  exportKinds,
  type SetName,
  setNames,
} from '../../../cards/exports/actions.ts'
import { type ExportView, type LogView, setTitle } from '../../../cards/exports/cards.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { formatLocal, localDate } from '../../domain/time.ts'
import { exportWords as w } from '../../i18n/exports.ts'
import type { T } from '../../i18n/t.ts'
import { getTeam, getUser, getUsers } from '../org/store.ts'
import { setNamed } from './sets.ts'
import { exports } from './tables.ts'

export type Export = typeof exports.$inferSelect
export const exportThing = (id: string) => `export:${id}`

/** No file of ours holds more: who needs it all asks for it in parts. */
export const mostRows = 500_000

const kindOf = (name: string): SetName => setNames.find((kind) => kind === name) ?? 'visits'

/** The question behind an analysis; null for a set. */
export const questionOf = ({ question }: Pick<Export, 'question'>): Ask | null =>
  question === null ? null : ask.parse(JSON.parse(question))

export const whatOf = (row: Export): ExportWhat => ({
  kind: exportKinds.find((kind) => kind === row.kind) ?? 'visits',
  from: localDate.parse(row.from),
  to: localDate.parse(row.to),
  teamCode: row.teamCode,
  openId: row.ofOpenId,
  format: row.format,
})

/** `2026-11-01 至 2026-11-26`, one day, or as of when. */
export function rangeText({ kind, from, to }: Pick<Export, 'kind' | 'from' | 'to'>, t: T): string {
  if (setNamed(kind)?.time === 'now') return t(w.asOf, { date: to })
  return from === to ? from : t(w.range, { from, to })
}

export async function scopeText(tx: Tx, row: Export, t: T): Promise<string> {
  const { teamCode, ofOpenId } = row
  const question = questionOf(row)
  if (question && question.who.length > 0) return namesOf(tx, question.who, t)
  if (ofOpenId !== null)
    return t(w.ofPerson, { name: (await getUser(tx, ofOpenId))?.name ?? ofOpenId })
  if (teamCode !== null)
    return t(w.ofTeam, { team: (await getTeam(tx, teamCode))?.name ?? teamCode })
  return t(w.ofScope)
}

/** Whom an analysis is about, by the ids of its question. */
async function namesOf(tx: Tx, who: readonly string[], t: T): Promise<string> {
  const names: string[] = []
  for (const id of who) {
    const key = id.slice(2)
    if (id.startsWith('p:')) names.push((await getUser(tx, key))?.name ?? key)
    else names.push(id.startsWith('t:') ? ((await getTeam(tx, key))?.name ?? key) : t(w.everybody))
  }
  return names.join(t.locale === 'en' ? ', ' : '、')
}

export async function viewOf({ tx }: Pick<Ctx, 'tx'>, row: Export, t: T): Promise<ExportView> {
  const question = questionOf(row)
  return {
    kind: kindOf(row.kind),
    format: row.format,
    asked: question ? { ask: question } : { what: whatOf(row) },
    state: row.state,
    range: rangeText(row, t),
    scope: await scopeText(tx, row, t),
    rows: row.rows ?? 0,
    files: row.files ?? 0,
    mostRows,
  }
}

/** `拜访 2026-11-01 至 2026-11-26（1之2）`: no character that a file system refuses. */
export function fileName(row: Export, part: { n: number; of: number }, t: T): string {
  const values = { set: setTitle(kindOf(row.kind), t), range: rangeText(row, t) }
  const name = part.of === 1 ? t(w.file, values) : t(w.filePart, { ...values, ...part })
  return `${name}.${row.format}`
}

const onPage = 10

/** Who exported what, the newest first. */
export async function logView(ctx: Pick<Ctx, 'tx' | 'zone'>, page: number, t: T): Promise<LogView> {
  const { tx, zone } = ctx
  const [total] = await tx.select({ n: count() }).from(exports)
  const pages = Math.max(1, Math.ceil((total?.n ?? 0) / onPage))
  const at = Math.min(page, pages - 1)
  const rows = await tx
    .select()
    .from(exports)
    .orderBy(desc(exports.askedAt), desc(exports.id))
    .limit(onPage)
    .offset(at * onPage)
  const people = await getUsers(tx, [...new Set(rows.map(({ openId }) => openId))])
  const nameOf = (openId: string) => people.get(openId)?.name ?? openId
  const scopes = await Promise.all(rows.map((row) => scopeText(tx, row, t)))
  return {
    count: total?.n ?? 0,
    page: at,
    pages,
    rows: rows.map((row, i) => ({
      name: nameOf(row.openId),
      kind: kindOf(row.kind),
      range: rangeText(row, t),
      scope: scopes[i] ?? '',
      at: formatLocal(row.askedAt, zone, 'dateTime', t.locale),
      state: row.state,
      rows: row.rows ?? 0,
    })),
  }
}
