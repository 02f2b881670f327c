/** Which column of a file is which, by the contract's name or a Chinese alias, and which kind a file is. */
import { columnsOf } from './columns.ts'
import { type ImportKind, importKinds } from './kinds.ts'

/** `customer code`, `Customer-Code` and `客户编码*` are all plain names: case, blanks and marks do not count. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-*:：]/g, '')
}

const namesOf = new Map(
  importKinds.map((kind) => [
    kind,
    new Map(
      columnsOf[kind].flatMap((column) =>
        [column.name, ...column.aliases].map((name) => [plain(name), column.name] as const),
      ),
    ),
  ]),
)

export interface Header {
  /** Where a column stands, and how the file calls it. */
  readonly places: ReadonlyMap<string, { readonly index: number; readonly title: string }>
  readonly unknown: readonly string[]
  /** Titles that name a column a second time. */
  readonly repeated: readonly string[]
  readonly width: number
}

export function readHeader(titles: readonly string[], kind: ImportKind): Header {
  const names = namesOf.get(kind) ?? new Map<string, string>()
  const places = new Map<string, { index: number; title: string }>()
  const unknown: string[] = []
  const repeated: string[] = []
  titles.forEach((title, index) => {
    const name = names.get(plain(title))
    if (name && places.has(name)) repeated.push(title)
    else if (name) places.set(name, { index, title })
    else if (title !== '') unknown.push(title)
  })
  return { places, unknown, repeated, width: titles.length }
}

const fileWords: Readonly<Record<ImportKind, RegExp>> = {
  teams: /team|团队|部门/i,
  users: /user|人员|员工|用户/i,
  customers: /customer|客户|门店/i,
  products: /product|商品|产品/i,
  prices: /price|价格|价目/i,
  orders: /order|订单/i,
  payments: /payment|收款|回款/i,
  targets: /target|目标/i,
  leave: /leave|请假|假期|休假/i,
}

/**
 * The kinds that a file may be, by its header: every column that a new record needs is there, and no
 * other kind knows more of its columns. The file's name decides between equals. One = certain.
 */
export function guessKinds(titles: readonly string[], fileName: string): ImportKind[] {
  const scored = importKinds.flatMap((kind) => {
    const header = readHeader(titles, kind)
    const lacks = columnsOf[kind].some(
      (column) => column.need !== 'optional' && !header.places.has(column.name),
    )
    return lacks ? [] : [{ kind, known: header.places.size }]
  })
  const best = Math.max(0, ...scored.map(({ known }) => known))
  const equal = scored.filter(({ known }) => known === best).map(({ kind }) => kind)
  const named = equal.filter((kind) => fileWords[kind].test(fileName))
  return named.length === 1 ? named : equal
}
