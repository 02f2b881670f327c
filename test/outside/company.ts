import { startSimulator } from '../../simulator/index.ts'
import { addDays, toLocalDate } from '../../src/domain/time.ts'
import { centre, chatIdOf, northOf, openIdOf } from '../support/fixtures.ts'

export const zone = 'Asia/Shanghai'
/** Processes run on the real clock. */
export const today = () => toLocalDate(new Date(), zone)

export const people = {
  li: openIdOf('李雷'),
  han: openIdOf('韩梅梅'),
  wang: openIdOf('王芳'),
  ann: openIdOf('安娜'),
}
export const shops = [
  { code: 'C1', name: '永辉·人民路店', point: centre },
  { code: 'C2', name: '联华·解放路店', point: northOf(centre, 2_000) },
  { code: 'C3', name: '好邻居便利店', point: northOf(centre, 4_000) },
]

/** The files of a small company that works today, whatever day it is. */
export function companyFiles(): Record<string, string> {
  return {
    'teams.csv': `code,name,manager_open_id,chat_id,manager_chat_id\nT1,一部,${people.wang},${chatIdOf('team')},${chatIdOf('managers')}\n`,
    'users.csv': [
      '\ufeff姓名,open_id,角色,团队',
      `李雷,${people.li},业务员,T1`,
      `韩梅梅,${people.han},业务员,T1`,
      `王芳,${people.wang},主管,T1`,
      `安娜,${people.ann},管理员,`,
    ].join('\r\n'),
    'customers.csv': [
      'code,name,address,lng,lat,owner_open_id,team_code,grade,visit_days',
      ...shops.map(
        (s) => `${s.code},${s.name},人民路,${s.point.lng},${s.point.lat},李雷,T1,A,1234567`,
      ),
    ].join('\n'),
    'products.csv': 'code,name,unit,cost,price\nP1,可乐,箱,30.00,42.00\n',
    'orders.csv': `code,customer_code,rep_open_id,ordered_at,product_code,quantity,unit_price,kind\nO1,C1,李雷,${today()},P1,10,42.00,sale\nO1,C1,李雷,${today()},P1,1,0,gift\n`,
    'payments.csv': `code,customer_code,received_at,amount,order_code\nR1,C1,${today()},120.50,O1\n`,
    'leave.csv': `date,date_to,kind\n${today()},${addDays(today(), 1)},workday\n`,
  }
}
export const importOrder = [
  'teams',
  'users',
  'customers',
  'products',
  'orders',
  'payments',
  'leave',
] as const

/** The platform of that company, on the real clock, which pushes again soon when it hears nothing. */
export async function platform(options: { limits?: boolean } = {}) {
  const names: Record<string, string> = {
    [people.li]: '李雷',
    [people.han]: '韩梅梅',
    [people.wang]: '王芳',
    [people.ann]: '安娜',
  }
  return startSimulator({
    limits: options.limits ?? true,
    redelivery: [1, 2, 4, 8],
    people: Object.entries(names).map(([openId, name]) => ({ openId, name })),
    groups: [
      {
        chatId: chatIdOf('team'),
        name: '一部团队群',
        members: [people.li, people.han, people.wang],
      },
      { chatId: chatIdOf('managers'), name: '一部主管群', members: [people.wang] },
    ],
  })
}

export type TestPlatform = Awaited<ReturnType<typeof platform>>

export function feishuEnv(sim: TestPlatform): Record<string, string> {
  return {
    FEISHU_APP_ID: sim.appId,
    FEISHU_APP_SECRET: sim.appSecret,
    FEISHU_ENCRYPT_KEY: sim.encryptKey,
    FEISHU_VERIFICATION_TOKEN: sim.verificationToken,
    FEISHU_DOMAIN: sim.url,
    LOG_LEVEL: 'warn',
  }
}
