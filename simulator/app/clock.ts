/** How far the simulator's clock is ahead of this machine's, ms. */
let aheadMs = 0

export function setAhead(ms: number): void {
  aheadMs = ms
}

/** What time it is in the simulated company: the weather panel may have moved the clock. */
export const simulatorNow = (): Date => new Date(Date.now() + aheadMs)
