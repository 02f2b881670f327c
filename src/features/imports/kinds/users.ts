import { inArray } from 'drizzle-orm'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { type Role, users } from '../../org/tables.ts'
import { bindPeople } from '../bind.ts'
import { day, email, mobile, oneOf, plainMobile, text } from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { isOpenId } from '../people.ts'
import { readPoint } from '../points.ts'
import type { Row } from '../row.ts'
import { upsertRows } from '../upsert.ts'
import { type Plan, teamCell, type Work } from '../work.ts'

type UserRow = typeof users.$inferSelect

const role = oneOf<Role>({
  rep: '业务员 销售 销售员 业务代表 sales',
  manager: '主管 经理 团队主管',
  admin: '管理员',
  viewer: '查看者 观察者 只读',
  finance: '财务',
})
const status = oneOf({ active: '在职 启用 正常', left: '离职 停用 已离职 inactive' })
const locale = oneOf({ 'zh-CN': 'zh 中文 简体中文', en: '英文 英语 english en-us' })

/** People. Who has no open_id in the file was looked up by mobile or e-mail before. */
export async function planUsers(work: Work): Promise<Plan> {
  const team = teamCell(work)
  const drafts = work.rows.flatMap((row): Draft<UserRow>[] => {
    const openId = personOf(work, row)
    const home = readPoint(row, 'home_lng', 'home_lat', work.datum)
    const values: Draft<UserRow>['values'] = {
      openId: openId ?? '',
      name: row.keep('name', text),
      role: row.keep('role', role),
      teamCode: row.read('team_code', team),
      employeeNo: row.read('employee_no', text),
      mobile: row.read('mobile', mobile),
      email: row.read('email', email),
      homeLngGcj: home === null ? null : home?.point.lng,
      homeLatGcj: home === null ? null : home?.point.lat,
      locale: row.read('locale', locale),
      status: row.orElse('status', status, 'active'),
      joinedOn: row.read('joined_on', day),
      leftOn: row.read('left_on', day),
    }
    if (openId === null) return []
    work.people.add(openId, values)
    return [{ row, key: openId, values }]
  })
  const { changes, counts } = await join<UserRow>(work, 'users', once(drafts, 'open_id'), {
    load: async (part) => {
      const ids = part.map(({ key }) => key)
      const found = await work.tx.select().from(users).where(inArray(users.openId, ids))
      return new Map(found.map((user) => [user.openId, user]))
    },
    blank: ({ key }) => ({
      openId: key,
      unionId: null,
      name: '',
      role: 'rep',
      teamCode: null,
      employeeNo: null,
      mobile: null,
      email: null,
      homeLngGcj: null,
      homeLatGcj: null,
      locale: null,
      status: 'active',
      joinedOn: null,
      leftOn: null,
      createdAt: work.now,
    }),
  })
  return {
    counts,
    async write() {
      await upsertRows(
        work.tx,
        users,
        ['openId'],
        changes.map(({ after }) => after),
        [
          'name',
          'role',
          'teamCode',
          'employeeNo',
          'mobile',
          'email',
          'homeLngGcj',
          'homeLatGcj',
          'locale',
          'status',
          'joinedOn',
          'leftOn',
        ],
      )
      await bindPeople(work.tx)
    },
  }
}

/** Whose row it is; null after the reason was reported. */
function personOf(work: Work, row: Row): string | null {
  const word = row.raw('open_id')
  if (isOpenId(word)) return word
  const words = word === '' ? [row.raw('mobile'), row.raw('email')] : [word]
  for (const one of words.filter((w) => w !== '' && w !== '-')) {
    const found =
      work.lookedUp.get(plainMobile(one)) ??
      work.lookedUp.get(one.toLowerCase()) ??
      work.people.only(one)?.openId
    if (found) return found
  }
  if (word === '' && words.every((w) => w === '' || w === '-'))
    row.refuse('open_id', message(importWords.whoIsThis))
  else if (word === '')
    row.refuse(row.raw('mobile') === '' ? 'email' : 'mobile', message(importWords.notOnPlatform))
  else {
    const found = work.people.find(word)
    row.refuse('open_id', typeof found === 'string' ? message(importWords.notOpenId) : found.reason)
  }
  return null
}

/** Mobiles and e-mails that must be looked up on the platform: of rows that name no open_id. */
export function lookUpsOf(rows: readonly Row[]): { mobiles: string[]; emails: string[] } {
  const words = rows.flatMap((row) => {
    const word = row.raw('open_id')
    return word === '' ? [row.raw('mobile'), row.raw('email')] : [word]
  })
  const mobiles = words.map(plainMobile).filter((word) => /^(?:\+\d{6,20}|\d{8,20})$/.test(word))
  const emails = words.map((word) => word.toLowerCase()).filter((word) => /^\S+@\S+$/.test(word))
  return { mobiles: [...new Set(mobiles)], emails: [...new Set(emails)] }
}
