/**
 * Every tunable of Rounds: schema, default, words, scope. `规则` shows and changes them,
 * `docs/operations.md` lists them; nothing else in the code holds a threshold.
 */
import { z } from 'zod'
import type { Message } from '../../i18n/t.ts'
import { parseFrequency } from '../customers/frequency.ts'
import type { ScopeKind, Setting, SettingGroup } from './define.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const say = (zh: string, en: string): Message => ({ zh, en })
const metres = say('米', 'm')
const minutes = say('分钟', 'min')
const onOff = [
  { value: true, label: say('开', 'on') },
  { value: false, label: say('关', 'off') },
]
const numbers = (...values: number[]) =>
  values.map((value) => ({ value, label: say(String(value), String(value)) }))
const times = (...values: string[]) => values.map((value) => ({ value, label: say(value, value) }))

const all: readonly ScopeKind[] = ['org', 'team', 'grade', 'customer']
const upToTeam: readonly ScopeKind[] = ['org', 'team']
const org: readonly ScopeKind[] = ['org']

function setting<V>(
  key: string,
  group: SettingGroup,
  scopes: readonly ScopeKind[],
  schema: z.ZodType<V>,
  fallback: NoInfer<V>,
  label: Message,
  more: Pick<Setting<NoInfer<V>>, 'unit' | 'choices'> = {},
): Setting<V> {
  return { key, group, scopes, schema, default: fallback, label, ...more }
}

export const settings = {
  checkInEnabled: setting(
    'checkin.enabled',
    'checkin',
    upToTeam,
    z.boolean(),
    true,
    say('签到签退', 'Check-in and check-out'),
    { choices: onOff },
  ),
  toleranceM: setting(
    'checkin.toleranceM',
    'checkin',
    all,
    z.number().int().min(20).max(5000),
    300,
    say('签到允差', 'Check-in tolerance'),
    { unit: metres, choices: numbers(100, 200, 300, 500, 1000) },
  ),
  graceM: setting(
    'checkin.graceM',
    'checkin',
    all,
    z.number().int().min(20).max(10_000),
    500,
    say('需说明原因的距离', 'Distance that needs a reason'),
    { unit: metres, choices: numbers(300, 500, 800, 1500) },
  ),
  datum: setting(
    'location.datum',
    'checkin',
    org,
    z.enum(['gcj02', 'wgs84', 'bd09']),
    'gcj02',
    say('聊天位置的坐标系', 'Datum of chat locations'),
    {
      choices: times('gcj02', 'wgs84', 'bd09') as {
        value: 'gcj02' | 'wgs84' | 'bd09'
        label: Message
      }[],
    },
  ),
  minStayMinutes: setting(
    'checkin.minStayMinutes',
    'checkin',
    all,
    z.number().int().min(0).max(240),
    3,
    say('最短停留', 'Minimum stay'),
    { unit: minutes, choices: numbers(0, 3, 5, 10, 15) },
  ),
  checkOutRequired: setting(
    'checkout.required',
    'checkin',
    upToTeam,
    z.boolean(),
    true,
    say('必须签退', 'Check-out required'),
    { choices: onOff },
  ),
  checkOutPlace: setting(
    'checkout.place',
    'checkin',
    upToTeam,
    z.enum(['required', 'optional', 'off']),
    'optional',
    say('签退位置', 'Place of check-out'),
    {
      choices: [
        { value: 'required', label: say('必须', 'required') },
        { value: 'optional', label: say('可选', 'optional') },
        { value: 'off', label: say('关闭', 'off') },
      ],
    },
  ),
  maxVisitHours: setting(
    'visit.maxHours',
    'checkin',
    upToTeam,
    z.number().min(1).max(24),
    8,
    say('未签退自动结束', 'Close a forgotten visit after'),
    { unit: say('小时', 'h'), choices: numbers(4, 8, 12) },
  ),
  storefrontRequired: setting(
    'photos.storefront',
    'photos',
    all,
    z.number().int().min(0).max(5),
    1,
    say('门头照', 'Storefront photos'),
    { unit: say('张', ''), choices: numbers(0, 1, 2) },
  ),
  shelfRequired: setting(
    'photos.shelf',
    'photos',
    all,
    z.number().int().min(0).max(10),
    1,
    say('陈列照', 'Shelf photos'),
    { unit: say('张', ''), choices: numbers(0, 1, 2, 3) },
  ),
  photosMax: setting(
    'photos.max',
    'photos',
    upToTeam,
    z.number().int().min(1).max(200),
    50,
    say('每次拜访照片上限', 'Photos a visit at most'),
    { unit: say('张', ''), choices: numbers(10, 20, 50) },
  ),
  secondStorefront: setting(
    'photos.secondStorefront',
    'photos',
    upToTeam,
    z.boolean(),
    false,
    say('离店再拍门头照', 'Storefront again when leaving'),
    { choices: onOff },
  ),
  summaryRequired: setting(
    'summary.required',
    'summary',
    all,
    z.boolean(),
    true,
    say('离店总结必填', 'Summary required'),
    { choices: onOff },
  ),
  summaryMin: setting(
    'summary.minLength',
    'summary',
    all,
    z.number().int().min(0).max(500),
    10,
    say('总结最少字数', 'Summary length at least'),
    { unit: say('字', 'characters'), choices: numbers(0, 5, 10, 20, 30) },
  ),
  outcomesHidden: setting(
    'summary.outcomesHidden',
    'summary',
    upToTeam,
    z.array(z.string()),
    [] as string[],
    say('隐藏的拜访结果', 'Hidden outcomes'),
  ),
  outcomesAdded: setting(
    'summary.outcomesAdded',
    'summary',
    upToTeam,
    z.array(
      z.object({
        value: z.string().regex(/^\w{1,30}$/),
        zh: z.string().min(1).max(20),
        en: z.string().min(1).max(40),
      }),
    ),
    [] as { value: string; zh: string; en: string }[],
    say('增加的拜访结果', 'Added outcomes'),
  ),
  heldMinutes: setting(
    'photos.attachMinutes',
    'photos',
    upToTeam,
    z.number().int().min(0).max(30),
    5,
    say('签到前多久的照片和文字自动归入', 'Attach what was sent before the check-in'),
    { unit: minutes, choices: numbers(0, 3, 5, 10) },
  ),
  frequencyByGrade: setting(
    'plan.frequency',
    'plan',
    upToTeam,
    // Not 0: a whole grade without visits would fall out of every plan; one customer is paused alone.
    z.record(
      z.string(),
      z.string().refine((text) => (parseFrequency(text)?.times ?? 0) > 0),
    ),
    { A: '4/28d', B: '2/28d', C: '1/28d', D: '1/28d', none: '2/28d' } as Record<string, string>,
    say('各级拜访频次', 'Visit frequency by grade'),
  ),
  capacity: setting(
    'plan.capacity',
    'plan',
    upToTeam,
    z.number().int().min(1).max(80),
    18,
    say('每人每天家数', 'Stops per rep and day'),
    { unit: say('家', 'stops'), choices: numbers(8, 12, 15, 18, 25) },
  ),
  morningCard: setting(
    'plan.morningCard',
    'plan',
    upToTeam,
    clock,
    '08:00',
    say('早上发计划', 'Morning card'),
    { choices: times('07:00', '07:30', '08:00', '08:30') },
  ),
  startOfDay: setting(
    'plan.startOfDay',
    'plan',
    upToTeam,
    clock,
    '08:40',
    say('出发时间', 'Start of the day'),
    { choices: times('08:00', '08:40', '09:00', '09:30') },
  ),
  serviceMinutes: setting(
    'plan.serviceMinutes',
    'plan',
    all,
    z.number().int().min(1).max(480),
    15,
    say('每家用时', 'Minutes a stop'),
    { unit: minutes, choices: numbers(10, 15, 20, 30, 45) },
  ),
  notStartedAt: setting(
    'plan.notStartedAt',
    'plan',
    upToTeam,
    clock,
    '09:30',
    say('未开始拜访提醒', 'Not-started notice'),
    { choices: times('09:00', '09:30', '10:00') },
  ),
  skipNeedsApproval: setting(
    'plan.skipNeedsApproval',
    'plan',
    upToTeam,
    z.boolean(),
    true,
    say('跳过需主管同意', 'Skipping needs approval'),
    { choices: onOff },
  ),
  pauseDays: setting(
    'plan.pauseDays',
    'plan',
    org,
    z.number().int().min(1).max(365),
    90,
    say('暂停拜访默认天数', 'A pause ends after'),
    { unit: say('天', 'days'), choices: numbers(30, 60, 90) },
  ),
  digestDaily: setting(
    'digest.dailyAt',
    'digest',
    upToTeam,
    clock,
    '18:30',
    say('日报时间', 'Daily digest'),
    { choices: times('17:30', '18:00', '18:30', '19:00', '20:00') },
  ),
  restDays: setting(
    'company.restDays',
    'company',
    upToTeam,
    z.enum(['double', 'single', 'none']),
    'double',
    say('休息日', 'Rest days'),
    {
      choices: [
        { value: 'double', label: say('双休', 'Sat + Sun') },
        { value: 'single', label: say('单休', 'Sun') },
        { value: 'none', label: say('无', 'none') },
      ],
    },
  ),
  nationalHolidays: setting(
    'company.nationalHolidays',
    'company',
    upToTeam,
    z.boolean(),
    true,
    say('法定节假日与调休', 'National holidays'),
    { choices: onOff },
  ),
} as const

/** All settings, in the order in which people read them. */
export const settingList: readonly Setting<unknown>[] = Object.values(
  settings,
) as readonly Setting<unknown>[]
