/** What reps write when they leave: sentences put together from what a day in the trade is made of. */
import { chance, pick, type Random } from './random.ts'

const who = ['老板', '老板娘', '店长', '店员', '老板儿子']
const drinks = [
  '冰红茶',
  '饮用水',
  '苏打水',
  '可乐',
  '核桃露',
  '纯牛奶',
  '酸奶',
  '薯片',
  '瓜子',
  '沙琪玛',
]
const display = [
  '端架陈列完整',
  '把我们的排面补到四个',
  '冰柜第二层已按图摆好',
  '堆头被压缩，已重新整理',
  '价签缺了三个，已补上',
  '海报换成新的了',
  '陈列正常，日期先进先出',
]
const rival = [
  '竞品在做买十赠一',
  '隔壁新开一家店在抢客流',
  '竞品业务昨天刚来过',
  '暂时没看到竞品有活动',
]
const next = ['下次带新品样品', '下周再来看动销', '月底前回访一次', '下次谈堆头', '约好下周对账']

const lines: Record<string, readonly ((r: Random) => string)[]> = {
  ordered: [
    (r) => `${pick(r, who)}补货，${pick(r, drinks)}卖得快，主动加了两箱`,
    (r) => `${pick(r, who)}按常规补货，${pick(r, drinks)}库存只剩半箱`,
    (r) => `推了${pick(r, drinks)}的活动，${pick(r, who)}同意先上几箱试试`,
  ],
  stocked: [
    (r) => `${pick(r, drinks)}库存还有${pick(r, ['六', '八', '十'])}箱，这次不补`,
    () => '前两天刚到货，库存充足，主要整理陈列',
  ],
  followup: [
    (r) => `${pick(r, who)}对${pick(r, drinks)}有兴趣，想等活动再订`,
    (r) => `${pick(r, who)}觉得${pick(r, drinks)}价格偏高，说要再比比`,
  ],
  ownerAbsent: [
    (r) => `老板不在，跟${pick(r, ['店员', '收银员', '老板母亲'])}打了招呼，订货要等老板`,
    () => '店主去市里进货了，留了报价单和名片',
  ],
  collected: [
    (r) => `收回上期货款，${pick(r, who)}对账没有差异`,
    (r) => `${pick(r, who)}转账结清上月货款，已核对小票`,
  ],
  refused: [(r) => `${pick(r, who)}说最近生意差，暂时不想进货，态度比较坚决`],
  service: [
    (r) => `有一箱${pick(r, drinks)}包装破损，已登记换货，${pick(r, who)}表示理解`,
    (r) => `${pick(r, drinks)}临期三个月，协商下次一起调换`,
  ],
  shopClosed: [() => '到店时卷帘门关着，拍了门头照，电话没人接', () => '店休一天，门口贴了告示'],
}

/** A summary for an outcome, at least ten characters. */
export function summaryFor(random: Random, outcome: string): string {
  const parts = [pick(random, lines[outcome] ?? lines.stocked ?? [() => ''])(random)]
  if (outcome !== 'shopClosed') {
    if (chance(random, 0.6)) parts.push(pick(random, display))
    if (chance(random, 0.25)) parts.push(pick(random, rival))
  }
  return `${parts.join('。')}。`
}

export const nextStepFor = (random: Random): string | null =>
  chance(random, 0.3) ? pick(random, next) : null
