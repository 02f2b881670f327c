/**
 * Demo mode: no app credentials are set, so the simulator stands in for the platform and an empty database
 * is filled with the demo company. Only `main.ts` and the command line come here.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { connect, type Db } from './db/client.ts'
import { botMenu, placesFor, presetsFor } from './demo/desk.ts'
import { type DemoCompany, demoCompany, seedDemo } from './demo/index.ts'
import type { FeishuApp } from './deps.ts'
import { toLocalDate } from './domain/time.ts'
import type { Env } from './env.ts'
import { ensureAdmins } from './features/org/admins.ts'
import { teams, users } from './features/org/tables.ts'
import type { Logger } from './logger.ts'

type Simulator = Awaited<ReturnType<typeof import('../simulator/index.ts')['startSimulator']>>

export interface Demo {
  readonly feishu: FeishuApp
  readonly simulator: Simulator
  /** The company was made by this start. */
  readonly isFresh: boolean
  stop(): Promise<void>
}

const addressFile = (dataDir: string) => join(dataDir, 'simulator', 'address.json')
const addressShape = z.object({
  appId: z.string(),
  appSecret: z.string(),
  encryptKey: z.string(),
  verificationToken: z.string(),
  domain: z.string(),
})

/** The simulator of a process that runs now on the same data directory, or null. */
export async function runningSimulator(dataDir: string): Promise<FeishuApp | null> {
  try {
    const app = addressShape.parse(JSON.parse(await readFile(addressFile(dataDir), 'utf8')))
    const answer = await fetch(`${app.domain}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: app.appId, app_secret: app.appSecret }),
      signal: AbortSignal.timeout(2_000),
    })
    return answer.ok ? app : null
  } catch {
    return null
  }
}

/** Fills an empty database, starts the simulator with the demo company's people. */
export async function startDemo(input: {
  env: Env
  log: Logger
  databaseUrl: string
  now: () => Date
  /** Tells what takes a while. */
  say?: ((line: string) => void) | undefined
  /** Size of the company that an empty database is filled with; default 12. */
  reps?: number | undefined
  /** The company's people have phones and groups, and Rounds knows its admin alone. */
  empty?: boolean | undefined
}): Promise<Demo> {
  const { env, log, now } = input
  const database = connect(input.databaseUrl, { max: 2, applicationName: 'rounds-demo' })
  const seeded = await firstCompany(database.db, input)
  const { startSimulator } = await import('../simulator/index.ts')
  const dataDir = join(env.DATA_DIR, 'simulator')
  await mkdir(dataDir, { recursive: true })
  const today = () => toLocalDate(now(), env.ROUNDS_TIMEZONE)
  const simulator = await startSimulator({
    dataDir,
    people: seeded?.people ?? [],
    groups: seeded?.groups ?? [],
    presets: (openId: string) => presetsFor(database.db, openId, today()),
    places: (openId: string) => placesFor(database.db, openId, today()),
    botMenu,
    log: (line) => log.debug({ simulator: line }, 'simulator'),
  })
  await addFromDatabase(simulator, database.db)
  const feishu: FeishuApp = {
    appId: simulator.appId,
    appSecret: simulator.appSecret,
    encryptKey: simulator.encryptKey,
    verificationToken: simulator.verificationToken,
    domain: simulator.url,
  }
  await writeFile(addressFile(env.DATA_DIR), JSON.stringify(feishu), { mode: 0o600 })
  return {
    feishu,
    simulator,
    isFresh: seeded !== null && !input.empty,
    async stop() {
      await rm(addressFile(env.DATA_DIR), { force: true })
      await simulator.stop()
      await database.close()
    },
  }
}

/** Who has a phone at the first start; null when there is anybody in the database already. */
async function firstCompany(
  db: Db,
  { env, now, say, reps, empty }: Parameters<typeof startDemo>[0],
): Promise<DemoCompany | null> {
  const isFirst = (await db.$count(users)) === 0
  if (!empty) {
    if (isFirst) say?.('first start: filling the database with the demo company …')
    return seedDemo(db, { now: now(), zone: env.ROUNDS_TIMEZONE, reps })
  }
  if (!isFirst) return null
  const company = demoCompany({ reps })
  const admin = company.people.find(({ openId }) => openId === company.adminOpenId)
  await ensureAdmins(db, env.ROUNDS_ADMINS.length > 0 ? [] : [company.adminOpenId], now())
  say?.(
    `first start: an empty Rounds; its admin in the chat is ${admin?.name ?? 'of ROUNDS_ADMINS'}`,
  )
  return company
}

const titles = {
  rep: '业务员',
  manager: '主管',
  admin: '管理员',
  viewer: '查看者',
  finance: '财务',
}

/** Who was imported, or seeded by the command line, has a phone in the simulator too. */
async function addFromDatabase(simulator: Simulator, db: Db): Promise<void> {
  const known = new Set(simulator.people.map((person) => person.openId))
  const [allUsers, allTeams] = await Promise.all([db.select().from(users), db.select().from(teams)])
  const teamName = new Map(allTeams.map((team) => [team.code, team.name]))
  const active = allUsers.filter(
    (user) => user.status === 'active' && /^ou_[0-9a-z]{32}$/.test(user.openId),
  )
  simulator.upsertPeople(
    active
      .filter((user) => !known.has(user.openId))
      .map((user) => ({
        openId: user.openId,
        name: user.name,
        title: titles[user.role],
        group: teamName.get(user.teamCode ?? '') ?? '',
        ...(user.mobile ? { mobile: user.mobile } : {}),
        ...(user.email ? { email: user.email } : {}),
        ...(user.employeeNo ? { employeeNo: user.employeeNo } : {}),
      })),
  )
  if (known.size > 0) return
  const members = (code: string) =>
    active.filter((user) => user.teamCode === code).map((user) => user.openId)
  simulator.upsertGroups(
    allTeams.flatMap((team) => [
      ...(team.chatId
        ? [{ chatId: team.chatId, name: `${team.name}团队群`, members: members(team.code) }]
        : []),
      ...(team.managerChatId
        ? [
            {
              chatId: team.managerChatId,
              name: `${team.name}主管群`,
              members: active
                .filter((u) => u.teamCode === team.code && u.role !== 'rep')
                .map((u) => u.openId),
            },
          ]
        : []),
    ]),
  )
}
