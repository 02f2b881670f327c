/** The version of the text that holds now, and its card. */
import { createHash } from 'node:crypto'
import { type NoticePeriods, noticeCard, noticeTexts } from '../../../cards/privacy/notice.ts'
import type { Ctx } from '../../bot/context.ts'
import { type Role, visitors } from '../../bot/define.ts'
import type { Rules } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal, toLocalDate } from '../../domain/time.ts'
import { noticeNumber } from '../../i18n/privacy.ts'
import { type Locale, translator } from '../../i18n/t.ts'
import type { Consent } from './store.ts'

export const periodsOf = (rules: Rules): NoticePeriods => ({
  locations: rules.get(settings.keepLocationsDays),
  photos: rules.get(settings.keepPhotosDays),
  events: rules.get(settings.keepEventsDays),
  marksKept: rules.get(settings.keepPhotoMarks),
})

/** `1-3f2a9c1b`: the number of the text, and a hash of what both languages say with the periods. */
export function noticeVersion(rules: Rules): string {
  const periods = periodsOf(rules)
  const locales: readonly Locale[] = ['zh-CN', 'en']
  const said = locales.map((locale) => noticeTexts(periods, translator(locale)))
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8)
  return `${noticeNumber}-${hash}`
}

/** The card for a reader; `consent` is what is known of them and the current version. */
export function noticeFor(
  ctx: Ctx,
  reader: { readonly role: Role; readonly locale: Locale },
  consent: Consent | null,
) {
  const agreedAt = consent?.at
    ? `${toLocalDate(consent.at, ctx.zone)} ${formatLocal(consent.at, ctx.zone, 'time')}`
    : null
  return noticeCard(
    {
      version: noticeVersion(ctx.rules),
      periods: periodsOf(ctx.rules),
      held: consent?.held ?? 0,
      agreedAt,
      asks: visitors.includes(reader.role),
    },
    ctx.tFor(reader.locale),
  )
}
