/** Names of shops and people that sound right; brands and chains are invented. */
import type { Place } from './city.ts'
import { chance, pick, type Random } from './random.ts'

export type Trade = '食杂店' | '便利店' | '超市' | '烟酒店' | '餐饮' | 'KA'

const first = [...'鑫福永兴顺隆丰瑞祥泰盛宏利吉万佳惠乐金广聚亿众恒好天']
const second = [...'源满达发旺来和昌客家多嘉顺通悦美盈缘运成丰康']
const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙马胡郭林何高梁郑宋谢唐韩曹许邓于董苏叶吕魏蒋杜沈姜范崔',
]
const dishes = [
  '老边味饺子',
  '抻面',
  '鸡架烧烤',
  '铁锅炖',
  '麻辣烫',
  '小串烧烤',
  '家常菜',
  '冷面馆',
  '包子铺',
  '牛肉火锅',
]

const endings: Record<Exclude<Trade, 'KA' | '餐饮'>, readonly string[]> = {
  食杂店: ['食杂店', '食杂', '综合食杂店', '副食店'],
  便利店: ['便利店', '便利', '24小时便利店', '仓买便利'],
  超市: ['超市', '生活超市', '生鲜超市', '购物超市'],
  烟酒店: ['烟酒行', '烟酒店', '名烟名酒'],
}

/** A small shop: by the owner, or by two lucky characters; often with its street. */
export function shopName(random: Random, trade: Exclude<Trade, 'KA'>, place: Place): string {
  const lucky = () => pick(random, first) + pick(random, second)
  if (trade === '餐饮') {
    return `${pick(random, ['老', '小', ''])}${pick(random, surnames)}家${pick(random, dishes)}`
  }
  const ending = pick(random, endings[trade])
  const name = chance(random, 0.25)
    ? `${pick(random, ['老', '小'])}${pick(random, surnames)}${ending}`
    : `${lucky()}${ending}`
  return chance(random, 0.55) ? `${name}(${place.street.name}店)` : name
}

const chains = [
  '盛客隆',
  '惠百家',
  '东联生活',
  '万佳福',
  '北行鲜生',
  '奉天优选',
  '乐易购',
  '鲜丰里',
  '大兴隆',
  '客都',
]

export const headOfficeName = (n: number) => `${chains[n % chains.length]}商业集团总部`

/** A branch of a chain, as people write it: `盛客隆·兴华街店`. */
export function branchName(n: number, place: Place): string {
  const no = place.houseNo % 3 === 0 ? `${place.houseNo}号` : ''
  return `${chains[n % chains.length]}·${place.street.name}${no}店`
}

export function contactName(random: Random): string {
  return pick(random, surnames) + pick(random, ['老板', '老板娘', '姐', '哥', '经理', '店长', '叔'])
}
