/** Whole random numbers by xorshift (Marsaglia 2003): small, quick, the same on every machine. */
export class Dice {
  private state: number

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike, and zero would stay zero.
    this.state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ 0x2545f491) | 0 || 1
    for (let i = 0; i < 8; i++) this.next()
  }

  private next(): number {
    let x = this.state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.state = x
    return x >>> 0
  }

  /** 0 … sides - 1. */
  roll(sides: number): number {
    return Math.floor((this.next() / 4294967296) * sides)
  }

  /** True once in sixteen times. */
  oneIn16(): boolean {
    return this.next() >>> 28 === 0
  }

  /** From 0 up to but without 1. */
  fraction(): number {
    return this.next() / 4294967296
  }
}
