/**
 * How much a 离店总结 tells: five points of 20 that anybody can check by reading it, and one deduction.
 * Decided when the visit closes, and kept with it: words that come to count later change no old visit.
 */
import { likeness, plainText } from '../text-likeness.ts'
import { isLongEnough, SHOP_CLOSED } from './summary.ts'

/** The five points, in the order in which they are shown. */
export const summaryPoints = ['whole', 'number', 'matter', 'voice', 'next'] as const
export type SummaryPoint = (typeof summaryPoints)[number]

export type SummaryMarks = Readonly<Record<SummaryPoint, boolean>> & {
  /** Nearly the same as one of the rep's own summaries before. */
  readonly copied: boolean
}

export type FilledForm = {
  summary: string | null
  outcome: string | null
  nextStep: string | null
  nextVisitOn: string | null
}

const POINTS_EACH = 20
/** From here on a text is a copy of another. */
const COPIED_FROM = 0.9
/** What a copy is worth at most. */
const MOST_FOR_A_COPY = 20
/** Fewer characters are alike by being short. */
const LEAST_COMPARED = 6
/** A next step of one character says nothing. */
const LEAST_NEXT_STEP = 3

/** Digits, or a Chinese numeral before what is counted. */
const number = /\d|[零一二两三四五六七八九十百千半][箱件瓶盒袋包个家天周月元块折排层组台张条斤套]/u

/** Goods, shelf, price, rivals, money: what a visit is about. */
const matter = new RegExp(
  [
    '库存|缺货|断货|补货|压货|临期|过期|日期|新品|品项|单品|规格|订单|订货|下单|退货|换货|样品',
    '陈列|排面|堆头|端架|货架|冰柜|海报|门头|价签|价格|涨价|降价|折扣|优惠|促销|活动|赠品|费用|返利',
    '竞品|对手|竞争|别家|销量|动销|客流|生意|账期|欠款|回款|货款|付款|对账|发票|配送|送货|物流|投诉|质量|包装|合同|进场',
    'stock|shelf|display|price|discount|promotion|competitor|order|return|invoice|payment|delivery|sample|sales',
  ].join('|'),
  'iu',
)

/** What somebody at the customer's said, wants, or will do. */
const voice = new RegExp(
  [
    '老板|店长|店主|经理|采购|店员|负责人|库管|会计|客户|顾客|对方|[他她]说',
    '反映|反馈|表示|要求|希望|想要|答应|同意|承诺|拒绝|抱怨|担心|愿意|认为|觉得|计划|打算|决定|考虑',
    'owner|manager|buyer|keeper|customer|said|says|asked|wants|agreed|refused|complain|promised|plans to',
  ].join('|'),
  'iu',
)

/**
 * Marks a summary against those that the same rep wrote before (newest first; the caller says how far
 * back). Null where there was nothing to tell: the shop was closed.
 */
export function markSummary(
  form: FilledForm,
  earlier: readonly (string | null)[],
  minCharacters: number,
): SummaryMarks | null {
  if (form.outcome === SHOP_CLOSED) return null
  const text = (form.summary ?? '').normalize('NFKC')
  return {
    whole: form.outcome !== null && isLongEnough(text, Math.max(1, minCharacters)),
    number: number.test(text),
    matter: matter.test(text),
    voice: voice.test(text),
    next: form.nextVisitOn !== null || isLongEnough(form.nextStep ?? '', LEAST_NEXT_STEP),
    copied: isCopied(text, earlier),
  }
}

function isCopied(text: string, earlier: readonly (string | null)[]): boolean {
  const own = plainText(text)
  if (own.length < LEAST_COMPARED) return false
  return earlier.some((one) => {
    const other = plainText(one ?? '')
    // Texts of very different lengths cannot be that alike.
    const [short, long] = [own.length, other.length].toSorted((a, b) => a - b) as [number, number]
    return short >= long * COPIED_FROM && likeness(own, other) >= COPIED_FROM
  })
}

/** 0–100. */
export function summaryScore(marks: SummaryMarks): number {
  const points = POINTS_EACH * summaryPoints.filter((point) => marks[point]).length
  return marks.copied ? Math.min(points, MOST_FOR_A_COPY) : points
}
