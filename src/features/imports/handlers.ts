/** Files that admins send: taken at once, imported by a job, the card tells the result. */
import { uuidv7 } from 'uuidv7'
import { importActions, importHelpCard, importRunningCard } from '../../../cards/imports/import.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { admins, defineCommand, onAction } from '../../bot/define.ts'
import type { FileEvent } from '../../bot/inbound.ts'
import { type Reply, replaceCard, sayText, sendCard, toast } from '../../bot/reply.ts'
import { importRequested, templateWanted } from '../../events.ts'
import { botWords } from '../../i18n/bot.ts'
import { importWords } from '../../i18n/imports.ts'
import { mendingCard } from '../customers/views.ts'
import { getRun, resumeRun } from '../geocoding/runs.ts'
import { columnsOf } from './columns.ts'
import { type ImportKind, importKinds } from './kinds.ts'
import { isImportFile } from './read-table.ts'
import { importCard, thingOf } from './show.ts'
import { addSentFile, getSentFile, markSentFile } from './store.ts'
import { labelOf } from './template.ts'

/** A file in the private chat of an admin is imported; everybody else hears who may. */
export async function onImportFile(ctx: ActorCtx, event: FileEvent): Promise<Reply> {
  if (ctx.actor.role !== 'admin') return sayText(ctx.t(importWords.adminsOnly))
  if (ctx.inGroup) return sayText(ctx.t(importWords.inPrivate))
  if (!isImportFile(event.fileName)) return sayText(ctx.t(importWords.wrongFileType))
  const importId = uuidv7()
  await addSentFile(ctx.tx, {
    id: importId,
    fileName: event.fileName,
    messageId: event.messageId,
    fileKey: event.fileKey,
    byOpenId: ctx.actor.openId,
    sentAt: ctx.sentAt,
    status: 'waiting',
    kind: null,
    result: null,
  })
  await ctx.emit(importRequested, { importId })
  return sendCard(importRunningCard(event.fileName, ctx.t), thingOf(importId))
}

/** The admin says which kind of data the file is. */
export const onChooseKind = onAction(
  importActions.choose,
  { who: admins },
  async (ctx, { payload: { importId }, option }) => {
    const file = await getSentFile(ctx.tx, importId)
    const kind = importKinds.find((one): one is ImportKind => one === option)
    if (!file || !kind || file.status !== 'choosing' || file.byOpenId !== ctx.actor.openId)
      return toast('warning', ctx.t(importWords.chosenBefore))
    await markSentFile(ctx.tx, importId, { status: 'waiting', kind })
    await ctx.emit(importRequested, { importId })
    return replaceCard(importRunningCard(file.fileName, ctx.t), thingOf(importId))
  },
)

/** Files to fill in: a job makes each and sends it. */
export const onTemplate = onAction(
  importActions.template,
  { who: admins },
  async (ctx, { payload }) => {
    const { openId, locale } = ctx.actor
    const kinds = payload.kinds.filter((one) => importKinds.some((kind) => kind === one))
    if (kinds.length === 0) return toast('warning', ctx.t(botWords.staleCard))
    const files = kinds.map((kind) => ({ fileId: uuidv7(), kind }))
    await ctx.emit(templateWanted, { openId, locale, files })
    return toast('info', ctx.t(importWords.templateComing))
  },
)

/** 重试: whoever mended the map service has the rest looked up. */
export const onLocateAgain = onAction(
  importActions.locateAgain,
  { who: admins },
  async (ctx, { payload: { runId } }) => {
    const run = await getRun(ctx.tx, runId)
    if (!run?.importId) return toast('warning', ctx.t(importWords.locateGone))
    if (run.status === 'stopped' || run.status === 'paused') await resumeRun(ctx, run)
    const card = await importCard(ctx, run.importId, ctx.actor.locale)
    return card
      ? replaceCard(card, thingOf(run.importId))
      : toast('warning', ctx.t(importWords.locateGone))
  },
)

/** What came in without a place, as its own card. */
export const onMend = onAction(importActions.mend, { who: admins }, async (ctx) =>
  sendCard(await mendingCard(ctx, 0)),
)

/** `导入`: what can be imported, with its columns. */
export const importCommand = defineCommand({
  name: 'import',
  aliases: ['导入', 'import'],
  who: admins,
  summary: importWords.summary,
  usage: importWords.none,
  example: '导入',
  args: anyArguments,
  async run(ctx) {
    const kinds = importKinds.map((kind) => ({
      kind,
      columns: columnsOf[kind].map((column) => ({
        label: labelOf(column, ctx.t),
        needed: column.need !== 'optional',
      })),
    }))
    return sendCard(importHelpCard(kinds, ctx.t))
  },
})
