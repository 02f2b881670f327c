/** What `rounds doctor` says about the live check-in page, where a rule demands it. */
import type { WebPlatform } from '../bot/outbound.ts'
import type { Db } from '../db/client.ts'
import { settings } from '../domain/settings/index.ts'
import { loadSettingValues } from '../features/admin/settings-store.ts'
import type { Finding } from './doctor.ts'

export async function liveFindings(
  db: Db,
  page: { readonly publicUrl: string; readonly domain: string; readonly platform: WebPlatform },
): Promise<Finding[]> {
  const { values } = await loadSettingValues(db)
  const scopes = [...(values.get(settings.proof.key) ?? [])].filter(([, value]) => value === 'live')
  if (scopes.length === 0) return []
  const part = 'live check-in'
  const where = scopes.map(([scope]) => scope).join(', ')
  const isReal = page.domain === 'feishu' || page.domain === 'lark'
  if (isReal && !page.publicUrl.startsWith('https://')) {
    const detail = `demanded by ${where}, but phones open pages over https alone: ${page.publicUrl}`
    const fix = 'set PUBLIC_URL to your https address, and name its domain in H5 可信域名'
    return [{ part, state: 'fail', detail, fix }]
  }
  try {
    await page.platform.pageTicket()
    return [{ part, state: 'ok', detail: `demanded by ${where}, at ${page.publicUrl}/checkin` }]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const detail = `demanded by ${where}, but the platform gives no ticket for the page: ${why}`
    return [{ part, state: 'fail', detail, fix: 'add the ability 网页应用 and publish a version' }]
  }
}
