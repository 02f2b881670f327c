/** What the demo company sells: 40 products of invented brands, three price levels. */
import type { Fen } from '../domain/money.ts'
import type { prices, products } from '../features/orders/tables.ts'

export type Product = typeof products.$inferInsert
export type Price = typeof prices.$inferInsert

/** From the best price to the usual one; key accounts, big outlets, everybody else. */
export const priceLevels = ['一级', '二级', '三级'] as const
export type PriceLevel = (typeof priceLevels)[number]
const levelShare: Record<PriceLevel, number> = { 一级: 0.91, 二级: 0.96, 三级: 1 }

type Line = readonly [name: string, spec: string, caseSize: number, yuan: number, margin: number]

const lines: Readonly<Record<string, readonly Line[]>> = {
  饮料: [
    ['山泉里 饮用天然水', '550ml×24', 24, 26, 0.24],
    ['山泉里 饮用天然水', '1.5L×12', 12, 30, 0.23],
    ['山泉里 苏打水', '400ml×15', 15, 38, 0.27],
    ['沐果 冰红茶', '500ml×15', 15, 33, 0.21],
    ['沐果 茉莉清茶', '500ml×15', 15, 34, 0.22],
    ['沐果 乌龙茶 无糖', '500ml×15', 15, 48, 0.28],
    ['沐果 鲜橙多汁', '450ml×15', 15, 42, 0.22],
    ['沐果 蜜桃汁', '450ml×15', 15, 42, 0.22],
    ['沐果 山楂汁', '350ml×15', 15, 52, 0.29],
    ['劲跃 维生素饮料', '250ml×24', 24, 96, 0.19],
    ['劲跃 电解质水', '500ml×15', 15, 58, 0.26],
    ['北汽 老汽水 橙味', '248ml×24', 24, 45, 0.25],
    ['北汽 老汽水 荔枝味', '248ml×24', 24, 45, 0.25],
    ['北汽 可乐', '330ml×24', 24, 43, 0.18],
    ['椰屿 椰子汁', '245ml×24', 24, 78, 0.24],
    ['核园 核桃露', '240ml×20', 20, 62, 0.23],
  ],
  乳品: [
    ['牧野 纯牛奶', '250ml×24', 24, 58, 0.16],
    ['牧野 纯牛奶 梦幻盖', '250ml×10', 10, 46, 0.21],
    ['牧野 高钙奶', '250ml×12', 12, 39, 0.18],
    ['牧野 早餐奶 麦香', '250ml×16', 16, 36, 0.2],
    ['牧野 常温酸奶', '205g×12', 12, 52, 0.2],
    ['牧野 常温酸奶 草莓', '205g×12', 12, 54, 0.2],
    ['小牧童 乳酸菌', '100ml×20', 20, 28, 0.24],
    ['小牧童 儿童奶', '125ml×20', 20, 42, 0.23],
    ['牧野 豆奶', '250ml×24', 24, 44, 0.22],
  ],
  零食: [
    ['脆响 薯片 原味', '70g×22', 22, 118, 0.22],
    ['脆响 薯片 番茄', '70g×22', 22, 118, 0.22],
    ['脆响 虾条', '60g×30', 30, 96, 0.24],
    ['脆响 锅巴', '108g×20', 20, 72, 0.25],
    ['禾谷 苏打饼干', '100g×40', 40, 128, 0.2],
    ['禾谷 夹心饼干', '90g×36', 36, 110, 0.21],
    ['禾谷 蛋黄派', '138g×16', 16, 84, 0.22],
    ['禾谷 沙琪玛', '160g×20', 20, 98, 0.23],
    ['关东坊 瓜子 五香', '160g×25', 25, 112, 0.19],
    ['关东坊 瓜子 焦糖', '160g×25', 25, 116, 0.19],
    ['关东坊 花生', '120g×30', 30, 105, 0.21],
    ['关东坊 松子', '100g×20', 20, 268, 0.24],
    ['辣小样 面筋', '106g×50', 50, 92, 0.28],
    ['辣小样 豆干', '90g×50', 50, 118, 0.27],
    ['糖朝 水果硬糖', '80g×40', 40, 86, 0.26],
  ],
}

/** Products in their order, `P001` …; prices and costs in fen per case. */
export const demoProducts: readonly Product[] = Object.entries(lines)
  .flatMap(([category, list]) => list.map((line) => ({ category, line })))
  .map(({ category, line: [name, spec, caseSize, yuan, margin] }, i) => ({
    code: `P${String(i + 1).padStart(3, '0')}`,
    name,
    unit: '箱',
    category,
    costFen: Math.round(yuan * 100 * (1 - margin)),
    priceFen: yuan * 100,
    spec,
    baseUnit: category === '零食' ? '袋' : '瓶',
    caseSize: String(caseSize),
    barcode: `690000${String(1_000_000 + i * 37).slice(0, 7)}`,
    brand: name.split(' ')[0] ?? name,
    shelfLifeDays: category === '乳品' ? 180 : category === '零食' ? 240 : 365,
    active: true,
  }))

export const demoPrices: readonly Price[] = demoProducts.flatMap((product) =>
  priceLevels.map((priceLevel) => ({
    productCode: product.code,
    priceLevel,
    priceFen: priceFor(product, priceLevel),
  })),
)

/** Price of a case at a level, rounded to 10 fen. */
export function priceFor(product: Product, level: PriceLevel): Fen {
  return Math.round((product.priceFen * levelShare[level]) / 10) * 10
}

/** How a category sells in a month, against its year: drinks in summer, snacks before New Year. */
export function season(category: string, month: number): number {
  const summer = Math.cos(((month - 7) / 12) * 2 * Math.PI)
  if (category === '饮料') return 1 + 0.45 * summer
  if (category === '零食') return 1 - 0.2 * summer
  return 1 + 0.05 * summer
}
