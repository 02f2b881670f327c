/** What the cards of 交接 are told. */
export interface HandoverCounts {
  readonly customers: number
  /** Of these, closed shops. */
  readonly closed: number
  readonly grades: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>
  /** Visits planned or wished for from today on, promises left out. */
  readonly stops: number
  /** Promised visits to come. */
  readonly promises: number
}

export interface PersonLine {
  readonly openId: string
  readonly name: string
  readonly team: string | null
  readonly left: boolean
  readonly customers: number
}

export interface Pick {
  /** `all`, `grade:<A>`, `line:<line>`, `list:<id>`. */
  readonly pick: string
  readonly customers: number
}

/** A customer on a list, ticked or not. */
export interface ListedCustomer {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  readonly line: string | null
  readonly closed: boolean
  readonly ticked: boolean
}
