/** Finds the rule that a line of words is about: by key, label or a shorter word of daily speech. */
import { groups, type Setting, type SettingGroup } from './define.ts'
import { settingList } from './index.ts'

/** Short words beside the labels; English and Chinese. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  'checkin.enabled': ['check-in', 'checkin'],
  'checkin.proof': ['现场签到', '实时定位', 'live', 'proof'],
  'checkin.maxAccuracyM': ['定位误差', '误差', 'accuracy'],
  'checkin.toleranceM': ['允差', '签到距离', '签到范围', 'tolerance', 'radius'],
  'checkin.graceM': ['说明原因', '需说明原因', 'grace'],
  'location.datum': ['坐标系', 'datum'],
  'checkin.minStayMinutes': ['停留', '停留时间', '停留时长', 'stay', 'min stay'],
  'checkout.required': ['签退', 'checkout', 'check-out'],
  'checkout.place': ['checkout place', 'check-out place'],
  'visit.maxHours': ['自动结束', '自动签退', 'max hours'],
  'photos.storefront': ['门头', 'storefront'],
  'photos.shelf': ['陈列', 'shelf'],
  'photos.max': ['照片上限', 'max photos'],
  'photos.secondStorefront': ['再拍门头照', '离店门头照'],
  'photos.attachMinutes': ['自动归入'],
  'summary.required': ['总结必填'],
  'summary.minLength': ['字数', '最少字数', '总结字数', 'length', 'summary length'],
  'summary.outcomesHidden': ['结果', '拜访结果', 'outcomes', 'results'],
  'plan.frequency': ['频次', '拜访频次', 'frequency'],
  'plan.capacity': ['家数', '每天家数', 'capacity', 'stops'],
  'plan.morningCard': ['早上计划', '发计划', 'morning'],
  'plan.startOfDay': ['出发', 'start'],
  'plan.serviceMinutes': ['用时', 'service'],
  'plan.notStartedAt': ['未开始', '未开始提醒', 'not started'],
  'plan.lateMinutes': ['迟到', '晚到', 'late'],
  'plan.neglectedDays': ['久未拜访', 'neglected'],
  'plan.neglectedWeekly': ['久未拜访提醒', '每周久未拜访'],
  'plan.skipNeedsApproval': ['跳过', 'skip'],
  'plan.skipReasons': ['跳过理由', '跳过的原因', 'skip reasons', 'reasons'],
  'plan.pauseDays': ['暂停天数', 'pause'],
  'digest.dailyAt': ['日报', 'digest'],
  'digest.weekday': ['周报星期', 'weekly day'],
  'digest.weeklyAt': ['周报', '周报时间', 'weekly'],
  'digest.monthlyDay': ['月报日', 'monthly day'],
  'digest.monthlyAt': ['月报', '月报时间', 'monthly'],
  'digest.audience': ['日报对象', '周报对象', '月报对象', 'digest audience'],
  'digest.charts': ['日报图表', '周报图表', '月报图表', 'digest charts'],
  'digest.table': ['日报明细', '周报明细', '月报明细', 'digest table'],
  'digest.why': ['周报原因', '月报原因', 'digest why'],
  'digest.scorecards': ['个人周报', '个人战报', 'scorecards'],
  'digest.praise': ['日报表扬', '周报表扬', '月报表扬', 'digest praise'],
  'retro.monthly': ['复盘', '月度复盘', 'retro'],
  'attendance.hours': ['考勤', '考勤时段', '工作时间', '上班时间', 'hours', 'attendance'],
  'nudge.perDay': ['主动消息', '消息上限', '每天消息', 'messages', 'messages a day'],
  'alarms.scanAt': ['找异常客户时间'],
  'alarms.perRepDay': ['预警家数', '每天预警', 'alarms a day'],
  'alarms.oldDataDays': ['订单数据', '数据过期', 'old data'],
  'alarms.quietDays': ['不再预警', 'quiet days'],
  'alarms.baselineDropPct': ['基线', '交易客户基线', 'baseline'],
  'alarms.sendAt': ['预警时间'],
  'alarms.answerHours': ['预警上报', '上报时间', 'escalation'],
  'alarms.stuckStages': ['阶段停滞', '停滞', 'stuck stages'],
  'alarms.offer': ['预警优惠', '建议优惠', '优惠', 'offer'],
  'alarms.rescueDays': ['挽回天数', 'rescue days'],
  'outing.kinds': ['外出原因', '外出类型', 'outing reasons'],
  'outing.chaseAt': ['外出提醒', 'open outings'],
  'performance.dealDays': ['成交天数', '拜访后成交', 'deal days'],
  'performance.minuteCostYuan': ['每分钟成本', '分钟成本', 'minute cost'],
  'performance.visitCostYuan': ['拜访成本', '每次成本', 'visit cost'],
  'company.restDays': ['双休', '单休', 'rest'],
  'company.sixDayWeeks': ['大小周', '六天', '六天周', 'six-day'],
  'company.nationalHolidays': ['节假日', '调休', 'holidays'],
}

const groupNames: Readonly<Record<SettingGroup, readonly string[]>> = {
  checkin: ['签到', 'checkin', 'check-in'],
  photos: ['照片', '拍照', 'photos', 'photo'],
  summary: ['总结', '小结', 'summary'],
  plan: ['计划', 'plan', 'plans'],
  day: ['行程', 'day'],
  outings: ['外出', 'outings', 'outing'],
  digest: ['日报', 'digest'],
  grading: ['分级', '客户分级', 'grading'],
  alarms: ['预警', '客户预警', 'alarms', 'alerts'],
  trust: ['信任分', '存疑', 'trust', 'trust score'],
  signals: ['信号', '存疑信号', 'signals'],
  performance: ['业绩', 'performance', 'kpi'],
  privacy: ['隐私', 'privacy'],
  company: ['公司', '日历', 'company', 'calendar'],
}

const flat = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·・_-]/g, '')

const namesOf = (setting: Setting) =>
  [setting.key, setting.label.zh, setting.label.en, ...(aliases[setting.key] ?? [])].map(flat)

export interface FoundRules {
  readonly settings: readonly Setting[]
  /** The words behind the rule: a value, a scope. */
  readonly rest: readonly string[]
  /** A part of a name was enough: the same words may be the name of a team. */
  readonly byPart?: boolean
}

/**
 * The rules that the beginning of a line names, with the words that are left. The longest beginning
 * counts; a whole name beats a part of one; `签到允差500` is read too. Several rules: the part fits all.
 */
export function findRules(words: readonly string[]): FoundRules {
  const whole = longest(words, (name) => settingList.filter((one) => namesOf(one).includes(name)))
  if (whole) return whole
  const glued = gluedRule(words)
  if (glued) return glued
  const partOf = (name: string) =>
    name.length < 2 || /^[\d.:]+$/.test(name)
      ? []
      : settingList.filter((one) => namesOf(one).some((known) => known.includes(name)))
  // Signals are named in whole sentences, in which any word may stand: the others come first.
  const isSignal = ({ group }: Setting) => group === 'signals' || group === 'trust'
  const part =
    longest(words, (name) => partOf(name).filter((one) => !isSignal(one))) ?? longest(words, partOf)
  return part ? { ...part, byPart: true } : { settings: [], rest: words }
}

function longest(
  words: readonly string[],
  find: (name: string) => readonly Setting[],
): FoundRules | null {
  for (let n = Math.min(words.length, 8); n > 0; n -= 1) {
    const found = find(flat(words.slice(0, n).join('')))
    if (found.length > 0) return { settings: found, rest: words.slice(n) }
  }
  return null
}

/** `签到允差500米`, `签到允差改为500`: a name and its value without a space. */
function gluedRule([first = '', ...others]: readonly string[]): FoundRules | null {
  const text = flat(first)
  const found = settingList
    .flatMap((setting) => namesOf(setting).map((name) => ({ setting, name })))
    .filter(
      ({ name }) =>
        text.startsWith(name) && /^(改|设|调|=|:|为|到|\d|[开关])/.test(text.slice(name.length)),
    )
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (!found) return null
  return { settings: [found.setting], rest: [text.slice(found.name.length), ...others] }
}

/** The group that a word names. */
export function findGroup(word: string): SettingGroup | null {
  return (
    groups.find((group) => groupNames[group].includes(word.normalize('NFKC').toLowerCase())) ?? null
  )
}

/** The rule of a key, or null. */
export function settingOfKey(key: string): Setting | null {
  return settingList.find((one) => one.key === key) ?? null
}
