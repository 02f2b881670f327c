interface Alarm {
  /** On the scale of `#elapsed`, ms. */
  due: number
  timer: NodeJS.Timeout | undefined
  ring: () => void
}

/**
 * The platform's clock: the given one, moved on by hand. Alarms (redeliveries, the end of
 * streaming) run on elapsed time plus what was moved, so a clock that stands still in a test
 * delays none of them, and `advance` brings them all nearer at once.
 */
export class Clock {
  readonly #base: () => Date
  readonly #alarms = new Set<Alarm>()
  #shiftMs = 0
  #movedMs = 0

  constructor(base: () => Date) {
    this.#base = base
  }

  now(): Date {
    return new Date(this.#base().getTime() + this.#shiftMs)
  }

  /** The clock before it was moved: what the bot compares signatures with. */
  unmoved(): Date {
    return this.#base()
  }

  get shiftMs(): number {
    return this.#shiftMs
  }

  /** Moves the clock on, never back; what has fallen due rings at once, in order. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new Error(`the clock only goes forward, not by ${ms} ms`)
    this.#shiftMs += ms
    this.#movedMs += ms
    const waiting = [...this.#alarms].sort((left, right) => left.due - right.due)
    for (const alarm of waiting) {
      clearTimeout(alarm.timer)
      this.#arm(alarm)
    }
  }

  /** Back to the given clock; alarms that were brought nearer stay near. */
  reset(): void {
    this.#shiftMs = 0
  }

  /** Calls back once `ms` of this clock have passed; the returned function cancels. */
  after(ms: number, ring: () => void): () => void {
    const alarm: Alarm = { due: this.#elapsed() + ms, timer: undefined, ring }
    this.#alarms.add(alarm)
    this.#arm(alarm)
    return () => {
      clearTimeout(alarm.timer)
      this.#alarms.delete(alarm)
    }
  }

  #arm(alarm: Alarm): void {
    const ring = () => {
      if (this.#alarms.delete(alarm)) alarm.ring()
    }
    // Longer waits than 24.8 days would ring at once.
    const waitMs = Math.min(Math.max(0, alarm.due - this.#elapsed()), 2 ** 31 - 1)
    alarm.timer = setTimeout(ring, waitMs)
    alarm.timer.unref()
  }

  #elapsed(): number {
    return performance.now() + this.#movedMs
  }
}
