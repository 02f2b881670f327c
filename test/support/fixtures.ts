/** People, teams and customers for a test, in the database and at the simulator alike. */
import { createHash } from 'node:crypto'
import type { Actor as Phone, Simulator } from '../../simulator/index.ts'
import type { Runtime } from '../../src/deps.ts'
import { toLocalDate } from '../../src/domain/time.ts'
import { loadRules } from '../../src/features/admin/settings-store.ts'
import { customerOwners, customers } from '../../src/features/customers/tables.ts'
import { type Role, teamManagers, teams, users } from '../../src/features/org/tables.ts'
import { noticeVersion } from '../../src/features/privacy/notice.ts'
import { consent } from '../../src/features/privacy/store.ts'

const hex = (seed: string) => createHash('sha256').update(seed).digest('hex').slice(0, 32)
export const openIdOf = (name: string) => `ou_${hex(name)}`
export const chatIdOf = (name: string) => `oc_${hex(name)}`

/** People have agreed to the text about locations and photos unless `consented` is false. */
type PersonOptions = Partial<typeof users.$inferInsert> & { team?: string; consented?: boolean }
type CustomerOptions = Partial<typeof customers.$inferInsert> & {
  name: string
  owner?: string
  lng?: number
  lat?: number
}

/** A point in Shenyang (GCJ-02): test shops stand around it. */
export const centre = { lng: 123.4291, lat: 41.7968 }
/** A point so many metres to the north. */
export const northOf = (point: { lng: number; lat: number }, metres: number) => ({
  lng: point.lng,
  lat: point.lat + metres / 111_195,
})

export function fixtures(runtime: Runtime, simulator: Simulator, phone: (openId: string) => Phone) {
  const { db } = runtime.database
  let made = 0

  async function person(name: string, role: Role, options: PersonOptions): Promise<Phone> {
    const { team = 'T1', consented = true, ...fields } = options
    const openId = fields.openId ?? openIdOf(name)
    simulator.upsertPeople([
      { openId, name, mobile: fields.mobile ?? `1390000${String(1000 + made).slice(-4)}` },
    ])
    made += 1
    await db.insert(users).values({ name, role, teamCode: team, ...fields, openId })
    if (consented) {
      const version = noticeVersion(await loadRules(db))
      await consent(db, openId, version, runtime.house.now())
    }
    return phone(openId)
  }

  return {
    openIdOf,
    chatIdOf,
    /** A team with its group (团队群) and the managers' group (主管群). */
    async team(code = 'T1', options: { name?: string; parent?: string; groups?: boolean } = {}) {
      const withGroups = options.groups ?? false
      const chatId = withGroups ? chatIdOf(`${code}/team`) : null
      const managerChatId = withGroups ? chatIdOf(`${code}/managers`) : null
      const name = options.name ?? '一部'
      if (chatId && managerChatId) {
        simulator.upsertGroups([
          { chatId, name: `${name}团队群`, members: [] },
          { chatId: managerChatId, name: `${name}主管群`, members: [] },
        ])
      }
      await db
        .insert(teams)
        .values({ code, name, parentCode: options.parent ?? null, chatId, managerChatId })
        .onConflictDoNothing()
      return { code, chatId, managerChatId }
    },
    rep: (name: string, options: PersonOptions = {}) => person(name, 'rep', options),
    admin: (name = '管理员', options: PersonOptions = {}) => person(name, 'admin', options),
    async manager(name: string, options: PersonOptions & { leads?: string } = {}) {
      const { leads, ...rest } = options
      const actor = await person(name, 'manager', rest)
      await db
        .insert(teamManagers)
        .values({ teamCode: leads ?? rest.team ?? 'T1', openId: actor.openId, kind: 'manager' })
      return actor
    },
    /** Somebody whom the platform knows and Rounds does not. */
    stranger(name: string): Phone {
      simulator.upsertPeople([{ openId: openIdOf(name), name }])
      return phone(openIdOf(name))
    },
    /**
     * An active customer at the centre unless placed elsewhere; `owner` is a name. Those at the centre
     * stand a centimetre apart: many at exactly one point are suspected.
     */
    async customer(options: CustomerOptions) {
      made += 1
      const apart = made * 1e-7
      const { owner = '李雷', lng = centre.lng, lat = centre.lat + apart, ...fields } = options
      const today = toLocalDate(runtime.house.now(), runtime.house.zone)
      const row = {
        code: fields.code ?? `C${String(made).padStart(4, '0')}`,
        ownerOpenId: openIdOf(owner),
        teamCode: 'T1',
        address: '人民路 1 号',
        lngGcj: lng,
        latGcj: lat,
        rawLng: lng,
        rawLat: lat,
        rawDatum: 'gcj02' as const,
        createdOn: '2025-01-01',
        ...fields,
      }
      await db.insert(customers).values(row)
      if (row.ownerOpenId) {
        await db.insert(customerOwners).values({
          customerCode: row.code,
          ownerOpenId: row.ownerOpenId,
          fromDate: row.createdOn ?? today,
        })
      }
      return { ...row, lng: row.lngGcj ?? lng, lat: row.latGcj ?? lat }
    },
  }
}
