import type { Tours } from '../../src/domain/plans/cycle/engine/tours.ts'

/** Share of looks at which a limit is broken, between which its price stays. */
const BROKEN_LOW = 0.4
const BROKEN_HIGH = 0.6
const ADAPT_EVERY = 10
const DEARER = 1.2
const CHEAPER = 0.85

/** Prices for tours that are too long or too full; they follow how often there are some. */
export class SoftLimits {
  private readonly tours: Tours
  private readonly longest: number
  private readonly largest: number
  private looks = 0
  private longLooks = 0
  private fullLooks = 0

  constructor(tours: Tours, longest: number, largest: number) {
    this.tours = tours
    this.longest = longest
    this.largest = largest
    tours.timeHigh.fill(longest)
    tours.loadHigh.fill(largest)
    tours.slopeHigh = 1
    tours.overload = 1
  }

  /** Sets the first price of load: half of a mean leg for one unit. */
  begin(meanLeg: number): void {
    this.tours.overload = meanLeg / 2
  }

  areBroken(): boolean {
    return this.isTooFull() || this.isTooLong()
  }

  /** Looks at the tours as they are, and after some looks adapts the prices. */
  look(): void {
    this.looks++
    if (this.isTooFull()) this.fullLooks++
    if (this.isTooLong()) this.longLooks++
    if (this.looks < ADAPT_EVERY) return
    this.tours.overload *= factor(this.fullLooks)
    this.tours.slopeHigh = Math.min(
      100,
      Math.max(0.01, this.tours.slopeHigh * factor(this.longLooks)),
    )
    this.looks = 0
    this.fullLooks = 0
    this.longLooks = 0
  }

  private isTooFull(): boolean {
    return this.tours.load.some((load) => load > this.largest + 1e-9)
  }

  private isTooLong(): boolean {
    return this.tours.time.some((time) => time > this.longest)
  }
}

function factor(broken: number): number {
  const share = broken / ADAPT_EVERY
  return share > BROKEN_HIGH ? DEARER : share < BROKEN_LOW ? CHEAPER : 1
}
