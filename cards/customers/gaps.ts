/** 同类常买、这家没买: what there is to talk about beyond the usual goods. */
import { customerWords as w } from '../../src/i18n/customers.ts'
import type { T } from '../../src/i18n/t.ts'
import { cut } from './parts.ts'

export interface Gaps {
  /** Best first; `buyers` of the like customers bought it in the last 90 days. */
  readonly goods: readonly { readonly name: string; readonly buyers: number }[]
  /** Like customers that were compared. */
  readonly n: number
}

/** `同类 34 家常买、这家近 90 天没买：东方树叶 500ml（28 家）、尖叫（17 家）`. */
export const gapsText = ({ goods, n }: Gaps, t: T): string =>
  t(w.gaps, {
    n,
    goods: goods
      .map(({ name, buyers }) => t(w.gap, { name: cut(name, 14), n: buyers }))
      .join(t(w.listComma)),
  })
