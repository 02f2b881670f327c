/** Grades by hand and how each grade is looked after. */
import { careCard } from '../../../cards/grading/grading.ts'
import type { GradeLetter } from '../../../cards/grading/parts.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, type Toast, toast } from '../../bot/reply.ts'
import { settings } from '../../domain/settings/index.ts'
import { gradingWords as w } from '../../i18n/grading.ts'
import { authorize } from '../../policies.ts'
import { customerScope, findCustomers, getCustomer, ownedCustomer } from '../customers/store.ts'
import { changeRule, lockRule } from '../rules/store.ts'
import { setGrade } from './store/publish.ts'

export type GradeOrder = GradeLetter | 'release'

/** Sets or releases the grade of a customer; who may not learns nothing of it. */
export async function gradeByHand(
  ctx: ActorCtx,
  customerCode: string,
  order: GradeOrder,
): Promise<Toast> {
  const { t, actor } = ctx
  const customer = await getCustomer(ctx.tx, customerCode)
  const record = customer
    ? await ownedCustomer(ctx.tx, customer)
    : { repOpenId: '', teamPath: [] as readonly string[] }
  authorize(actor, 'customer.grade', record)
  if (!customer) return { type: 'warning', text: t(w.notFound, { query: customerCode }) }
  const { name } = customer
  if (order === 'release' && customer.gradeLockedAt === null)
    return { type: 'info', text: t(w.notLocked, { name }) }
  await setGrade(ctx, customer.code, actor.openId, order === 'release' ? null : order)
  return {
    type: 'success',
    text: order === 'release' ? t(w.unlocked, { name }) : t(w.setDone, { name, grade: order }),
  }
}

/** The same by name or code, from a command. */
export async function gradeByCommand(
  ctx: ActorCtx,
  query: string,
  order: GradeOrder,
): Promise<Reply> {
  const { t } = ctx
  const found = await findCustomers(ctx.tx, query, {
    ...customerScope(ctx.actor),
    closedToo: false,
    limit: 4,
  })
  const exact = found.filter(
    ({ code, name }) => name === query || code.toLowerCase() === query.toLowerCase(),
  )
  const [only] = exact.length === 1 ? exact : found
  if (!only) return toast('warning', t(w.notFound, { query: query.slice(0, 30) }))
  if (exact.length !== 1 && found.length > 1)
    return toast(
      'warning',
      t(w.several, {
        query: query.slice(0, 30),
        n: found.length,
        names: found.map(({ code, name }) => `${code} ${name.slice(0, 12)}`).join('、'),
      }),
    )
  const { type, text } = await gradeByHand(ctx, only.code, order)
  return toast(type, text)
}

const clears = new Set(['清空', '删除', '无', 'clear', 'none', '-'])

/** Shows or writes the care strategies; `text` null shows them. */
export async function careByCommand(
  ctx: ActorCtx,
  grade: GradeLetter | null,
  text: string | null,
): Promise<Reply> {
  const { t, actor } = ctx
  const teams = actor.teamPath
  if (grade === null || text === null)
    return sendCard(careCard(ctx.rules.get(settings.careByGrade, { teams }), t))
  if (actor.role !== 'admin') return toast('warning', t(w.careAdmins))
  if ([...text].length > 200) return toast('warning', t(w.careUsage))
  const { [grade]: _, ...others } = ctx.rules.get(settings.careByGrade)
  const isClear = clears.has(text.toLowerCase())
  await lockRule(ctx.tx, settings.careByGrade.key)
  const value = isClear ? others : { ...others, [grade]: text }
  await changeRule(ctx, settings.careByGrade, 'org', value)
  return toast('success', t(isClear ? w.careCleared : w.careSaved, { grade }))
}
