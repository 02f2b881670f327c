import type { DateChooser } from './engine/schedule.ts'

/** A chooser that likes some days better: those on which a customer stands already. */
export class PreferringChooser implements DateChooser {
  readonly slots: number
  extra = 0
  missing = 0
  readonly inner: DateChooser
  readonly days: number
  readonly liked: Uint8Array
  readonly worth: number
  readonly costs: Float64Array

  /** `liked[customer * days + day]` is 1 where a day is worth `worth` less than it costs. */
  constructor(inner: DateChooser, days: number, liked: Uint8Array, worth: number) {
    this.inner = inner
    this.slots = inner.slots
    this.days = days
    this.liked = liked
    this.worth = worth
    this.costs = new Float64Array(days)
  }

  choose(customer: number, costs: Float64Array, chosen: Int16Array): number {
    const { inner, days, liked, worth } = this
    const row = customer * days
    for (let day = 0; day < days; day++)
      this.costs[day] = (costs[day] as number) - (liked[row + day] === 1 ? worth : 0)
    const count = inner.choose(customer, this.costs, chosen)
    let kept = 0
    for (let i = 0; i < count; i++) kept += liked[row + (chosen[i] as number)] as number
    this.missing = inner.missing
    this.extra = inner.extra - kept * worth
    return count
  }
}
