/** The card of an import that was done, as it is now. */
import { importResultCard } from '../../../cards/imports/import.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Ctx } from '../../bot/context.ts'
import type { Locale } from '../../i18n/t.ts'
import { mendingCounts } from '../customers/mending.ts'
import { isSettingUp } from '../first-steps/view.ts'
import { progressOfImport } from '../geocoding/runs.ts'
import { getUser } from '../org/store.ts'
import { getSentFile } from './store.ts'

export const thingOf = (importId: string) => `import:${importId}`

/** Shows the admin who sent the file what came of it, with the addresses that are being looked up. */
export async function showImport(ctx: Ctx, importId: string): Promise<void> {
  const sent = await getSentFile(ctx.tx, importId)
  const admin = sent && (await getUser(ctx.tx, sent.byOpenId))
  if (!admin) return
  const card = await importCard(ctx, importId, admin.locale)
  if (card) await ctx.show({ openId: admin.openId }, thingOf(importId), card)
}

/** The card for a reader; null for a file that was not imported. */
export async function importCard(
  ctx: Ctx,
  importId: string,
  locale: Locale | null,
): Promise<Card | null> {
  const sent = await getSentFile(ctx.tx, importId)
  if (!sent?.result) return null
  const { fileName, result } = sent
  const ofCustomers = result.kind === 'customers'
  return importResultCard(
    {
      ...result,
      fileName,
      ok: true,
      errors: [],
      toMend: ofCustomers ? await mendingCounts(ctx.tx, {}) : undefined,
      locating: ofCustomers ? await progressOfImport(ctx.tx, importId) : null,
      settingUp: await isSettingUp(ctx),
    },
    ctx.tFor(locale),
  )
}
