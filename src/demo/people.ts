/** Who works at the demo company: computed from the options alone, with the same ids every time. */
import type { Point } from '../domain/geo.ts'
import type { Role } from '../features/org/tables.ts'
import { beats, placeOn, type Street, streets } from './city.ts'
import { hex, pick, type Random, randomOf } from './random.ts'

export interface DemoPerson {
  readonly openId: string
  readonly name: string
  readonly mobile: string
  /** Job title, as a contact list shows it. */
  readonly title: string
  /** The heading of the contact list: the team's name. */
  readonly group: string
  readonly role: Role
}

export interface DemoGroup {
  readonly chatId: string
  readonly name: string
  /** open_ids. */
  readonly members: string[]
}

export interface DemoTeam {
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
  readonly chatId: string | null
  readonly managerChatId: string
  readonly managers: readonly { openId: string; kind: 'manager' | 'deputy' }[]
  readonly trade: 'traditional' | 'keyAccount' | 'none'
}

export interface DemoStaff extends DemoPerson {
  readonly teamCode: string
  readonly employeeNo: string
  readonly home: Point | null
}

export interface DemoRep extends DemoStaff {
  readonly index: number
  readonly managerOpenId: string
  readonly trade: 'traditional' | 'keyAccount'
  /** Streets of the rep's territory. */
  readonly streets: readonly Street[]
}

export interface DemoStructure {
  readonly teams: readonly DemoTeam[]
  readonly staff: readonly DemoStaff[]
  readonly reps: readonly DemoRep[]
  readonly groups: readonly DemoGroup[]
  /** By team, a rep who has left; the others took over the customers. */
  readonly formers: ReadonlyMap<string, DemoStaff>
}

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚',
]
const givenNames =
  '伟 磊 洋 勇 军 杰 涛 超 明 刚 平 辉 鹏 斌 波 宇 浩 凯 健 俊 帅 强 志强 建华 文博 海涛 晓东 国栋 子轩 振宇 立新 春雷 长江 东旭 宏伟 家兴 丽 娜 静 敏 艳 娟 霞 秀英 桂兰 玉梅 雪 婷婷 晓燕 海燕 佳 欣怡 丹 莹 颖 慧 倩 春梅 红 冬梅 思雨 金凤 淑华 美玲'.split(
    ' ',
  )
const managerNames = ['王芳', '张伟', '陈静']
const firstReps = ['李雷', '韩梅梅']
const root = 'SY'
const rootName = '销售中心'

/** Teams, people and groups of the demo company. `reps` ≥ 1; a team has at most 12 of them. */
export function demoStructure(options: { reps: number; seed: number }): DemoStructure {
  const random = randomOf('people', options.seed)
  const numbers = numbered()
  const person = (
    name: string,
    title: string,
    group: string,
    role: Role,
    teamCode: string,
    home: Point | null = null,
  ): DemoStaff => {
    const n = numbers()
    const employeeNo = `E${String(n).padStart(4, '0')}`
    const mobile = `1390000${String(n).padStart(4, '0')}`
    const openId = `ou_${hex(random, 32)}`
    return { openId, name, mobile, title, group, role, teamCode, employeeNo, home }
  }

  const director = person('周建国', '销售总监', rootName, 'manager', root)
  const admin = person('赵静', '系统管理员', rootName, 'admin', root)
  const finance = person('孙丽', '财务', rootName, 'finance', root)
  const staff: DemoStaff[] = [director, admin, finance]
  const reps: DemoRep[] = []
  const teams: DemoTeam[] = []
  const groups: DemoGroup[] = []
  const formers = new Map<string, DemoStaff>()

  const teamCount = Math.min(options.reps, Math.max(3, Math.ceil(options.reps / 12)))
  const names = teamNames(teamCount)
  for (let i = 0; i < teamCount; i++) {
    const { name, trade } = names[i] ?? { name: `${i + 1}部`, trade: 'traditional' }
    const code = `T${String(i + 1).padStart(2, '0')}`
    const manager = person(managerNames[i] ?? anyName(random), `${name}经理`, name, 'manager', code)
    const deputy = i === 0 ? person('刘洋', `${name}副经理`, name, 'manager', code) : null
    const leaders = deputy ? [manager, deputy] : [manager]

    const beat = beatOf(names, i)
    const size = share(options.reps, teamCount, i)
    const members = Array.from({ length: size }, (_, r): DemoRep => {
      const own = trade === 'keyAccount' ? streets : slice(beat, r, size)
      const title = trade === 'keyAccount' ? 'KA 业务代表' : '流通业务代表'
      const who = (i === 0 ? firstReps[r] : undefined) ?? anyName(random)
      const home = placeOn(pick(random, own), random).point
      const index = reps.length + r
      const { openId: managerOpenId } = manager
      const staff = person(who, title, name, 'rep', code, home)
      return { ...staff, index, managerOpenId, trade, streets: own }
    })
    formers.set(code, person(anyName(random), '流通业务代表', name, 'rep', code))
    reps.push(...members)
    staff.push(...leaders, ...members)

    const chatId = `oc_${hex(random, 32)}`
    const managerChatId = `oc_${hex(random, 32)}`
    const ids = (people: readonly DemoStaff[]) => people.map(({ openId }) => openId)
    groups.push(
      { chatId, name: `${name}业务群`, members: ids([...leaders, ...members]) },
      { chatId: managerChatId, name: `${name}主管群`, members: ids([...leaders, director]) },
    )
    const managers = leaders.map(({ openId }, n) => ({
      openId,
      kind: n === 0 ? ('manager' as const) : ('deputy' as const),
    }))
    teams.push({ code, name, parentCode: root, chatId, managerChatId, managers, trade })
  }

  const boardChat = `oc_${hex(random, 32)}`
  const board = staff.filter(({ role }) => role === 'manager' || role === 'admin')
  groups.push({
    chatId: boardChat,
    name: '销售管理群',
    members: board.map(({ openId }) => openId),
  })
  teams.unshift({
    code: root,
    name: rootName,
    parentCode: null,
    chatId: null,
    managerChatId: boardChat,
    managers: [{ openId: director.openId, kind: 'manager' }],
    trade: 'none',
  })
  return { teams, staff, reps, groups, formers }
}

function numbered(): () => number {
  let n = 0
  return () => ++n
}

const anyName = (random: Random) => pick(random, surnames) + pick(random, givenNames)

/** 一部 二部 KA部; with more teams every third looks after key accounts: 一部 二部 KA一部 三部 … */
function teamNames(count: number): { name: string; trade: DemoRep['trade'] }[] {
  let [traditional, keyAccount] = [0, 0]
  return Array.from({ length: count }, (_, i) => {
    if (i % 3 < 2) return { name: `${chineseNumber(++traditional)}部`, trade: 'traditional' }
    const n = count === 3 ? '' : chineseNumber(++keyAccount)
    return { name: `KA${n}部`, trade: 'keyAccount' }
  })
}

/** 1–99. */
function chineseNumber(n: number): string {
  const digits = '零一二三四五六七八九'
  if (n < 10) return digits[n] ?? ''
  const tens = Math.floor(n / 10)
  const unit = n % 10 === 0 ? '' : (digits[n % 10] ?? '')
  return `${tens === 1 ? '' : digits[tens]}十${unit}`
}

/** The streets of the districts where a team of traditional trade works. */
function beatOf(names: readonly { trade: DemoRep['trade'] }[], team: number): readonly Street[] {
  const nth = names.slice(0, team).filter(({ trade }) => trade === 'traditional').length
  const districts = beats[nth % beats.length] ?? []
  return streets.filter(({ district }) => districts.includes(district))
}

/** The `n`th of `parts` runs of neighbouring streets. */
function slice(beat: readonly Street[], n: number, parts: number): readonly Street[] {
  const from = Math.floor((n * beat.length) / parts)
  const to = Math.max(from + 2, Math.floor(((n + 1) * beat.length) / parts))
  return beat.slice(Math.min(from, beat.length - 2), to)
}

/** The size of the `n`th of `parts` shares of a whole number. */
function share(total: number, parts: number, n: number): number {
  return Math.floor(total / parts) + (n < total % parts ? 1 : 0)
}
