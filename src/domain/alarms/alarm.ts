/** The kinds of customer alarms, gravest first: a customer has one at a time, the first that holds. */
export const alarmKinds = ['churn', 'orders_plunge', 'sales_plunge', 'decay', 'stuck'] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** 可能流失: silent for far longer than its own rhythm explains. Days are open days. */
export interface ChurnNumbers {
  readonly kind: 'churn'
  /** Days with an order in all (下单 n 天). */
  readonly orderDays: number
  /** The customer's own mean gap in calendar days (平均 X 天下单一次): what anybody can check. */
  readonly ownGap?: number
  /**
   * The gap that it is judged by, drawn towards those of all customers, how far gaps stray from it, and the
   * gap before the last order.
   */
  readonly gap: number
  readonly spread: number
  readonly lastGap: number
  /** Open days since the last order, and its local date. */
  readonly silent: number
  readonly lastOrderOn: string
  /** Holidays and days of the customer's own absence since then, which are not counted (已 silent + closed 天未下单). */
  readonly closed?: number
  /** Usual gaps that the last order covers: 1 unless it was a stock-up (压货). */
  readonly cover: number
  /** Silence at which the rhythm counts as broken. */
  readonly brokenAfter: number
}

/** 近 30 天骤降: order days or money far below what the customer's own past and the season explain. */
export interface PlungeNumbers {
  readonly kind: 'orders_plunge' | 'sales_plunge'
  readonly recent: number
  readonly expected: number
  readonly amountFen: number
  readonly expectedFen: number
  /** Everybody else against their own past: 0.94 is −6 %. */
  readonly season: number
  readonly lastOrderOn: string
}

/** 持续下滑: order days of six 30-day spans, oldest first, and the fitted fall (0.4 is −40 %). */
export interface DecayNumbers {
  readonly kind: 'decay'
  readonly counts: readonly number[]
  readonly fall: number
  readonly lastOrderOn: string
}

/** 阶段停滞: a deal that stays in a stage for longer than the rule allows. It needs no orders. */
export interface StuckNumbers {
  readonly kind: 'stuck'
  readonly stage: string
  /** Local date. */
  readonly since: string
  readonly days: number
  readonly limitDays: number
}

/** `branches`: shops of a chain whose orders are counted together here, if any. */
export type AlarmNumbers = (ChurnNumbers | PlungeNumbers | DecayNumbers | StuckNumbers) & {
  readonly branches?: number
}
