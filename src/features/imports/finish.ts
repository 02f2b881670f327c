/** The part of an import that happens in the job's transaction: write, remember, tell the admin. */
import { importChoiceCard, importResultCard } from '../../../cards/imports/import.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Datum } from '../../domain/geo.ts'
import { peopleImported } from '../../events.ts'
import { getUser } from '../org/store.ts'
import { type ReadImport, writeImport } from './import-file.ts'
import { importKinds } from './kinds.ts'
import { showImport, thingOf } from './show.ts'
import { getSentFile, markSentFile } from './store.ts'

/** Imports a file that was read; a file that fits several kinds is asked about instead. */
export async function finishImport(
  ctx: Ctx,
  importId: string,
  read: ReadImport,
  canLocate: boolean,
): Promise<void> {
  const sent = await getSentFile(ctx.tx, importId)
  if (sent?.status !== 'waiting') return
  const admin = await getUser(ctx.tx, sent.byOpenId)
  // Who lost the role while the file waited is no longer obeyed.
  if (admin?.role !== 'admin' || admin.status !== 'active')
    return markSentFile(ctx.tx, importId, { status: 'refused' })
  const t = ctx.tFor(admin.locale)
  const to = { openId: sent.byOpenId }
  const { fileName } = sent
  if (read.table && !read.kind) {
    await markSentFile(ctx.tx, importId, { status: 'choosing' })
    const kinds = read.candidates.length > 0 ? read.candidates : importKinds
    return ctx.show(to, thingOf(importId), importChoiceCard({ importId, fileName, kinds }, t))
  }
  const { candidates, ok, errors, locating, ...result } = await writeImport(ctx.tx, read, {
    zone: ctx.zone,
    now: ctx.now,
    datum: datumOf(fileName),
    byOpenId: sent.byOpenId,
    id: importId,
    canLocate,
  })
  const { kind } = result
  if (!ok) {
    await markSentFile(ctx.tx, importId, { status: 'refused', kind })
    const card = importResultCard({ ...result, ok, fileName, errors }, t)
    return ctx.show(to, thingOf(importId), card)
  }
  await markSentFile(ctx.tx, importId, { status: 'done', kind, result })
  if (kind === 'users') await ctx.emit(peopleImported, {})
  await showImport(ctx, importId)
}

/** A chat file has no options: `客户.bd09.csv` says in its name what `--datum` says elsewhere. */
function datumOf(fileName: string): Datum {
  if (/bd-?09|百度/i.test(fileName)) return 'bd09'
  return /wgs-?84/i.test(fileName) ? 'wgs84' : 'gcj02'
}
