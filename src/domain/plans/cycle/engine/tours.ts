/**
 * What tours are made of. Nodes 0 … customers - 1 are customers; the next `vehicles` nodes are the
 * depot, once for each vehicle, so that every tour has ends of its own.
 */
export type ToursProblem = {
  customers: number
  days: number
  /** Tours on each day. */
  vehicles: number
  /** Travel from node to node, whole numbers, row by row, (customers + vehicles)². */
  travel: Int32Array
  /** How long a visit takes, by customer. */
  service: Float64Array
  /** What a visit loads, by customer; 1 where visits are counted. */
  demand: Float64Array
  /** 1: the customer has no place; a visit takes service time and no way. */
  loose: Uint8Array
  /** Weight of travel besides what the price of time makes of it. */
  travelWeight: number
  /** By tour: beyond these nothing is inserted. */
  timeLimit: Float64Array
  loadLimit: Float64Array
}

/** Stands for the tour itself where a visit without a place is put. */
export const NOWHERE = -2

/**
 * The tours of all days as linked lists. A node's cell on a day is `day * nodes + node`, a tour is
 * `day * vehicles + vehicle`.
 *
 * A tour's cost is `travelWeight` × travel, plus its time priced by three slopes that change at
 * `timeLow` and `timeHigh`, the last of which may grow, plus `overload` for each unit of load beyond `loadHigh`. With rising
 * slopes it is convex, so that long days get dearer and short ones draw visits, yet less travel is
 * always better.
 */
export class Tours {
  readonly nodes: number
  readonly next: Int16Array
  readonly prev: Int16Array
  /** The vehicle that visits a cell; -1 for none. */
  readonly where: Int16Array
  /** Travel from a cell to the next. */
  readonly leg: Int32Array
  readonly travel: Float64Array
  readonly time: Float64Array
  readonly load: Float64Array
  readonly stops: Int16Array
  /** Tours without a stop. */
  empty = 0
  readonly timeLow: Float64Array
  readonly timeHigh: Float64Array
  readonly loadHigh: Float64Array
  slopeLow = 0
  slopeMid = 0
  slopeHigh = 0
  /** What the slope beyond `timeHigh` grows by with each unit of time. */
  curve = 0
  overload = 0
  readonly problem: ToursProblem
  /** Travel read the other way round; the same array when symmetric. */
  readonly back: Int32Array

  constructor(problem: ToursProblem) {
    const { customers, days, vehicles } = problem
    this.problem = problem
    this.nodes = customers + vehicles
    const cells = days * this.nodes
    const tours = days * vehicles
    this.next = new Int16Array(cells)
    this.prev = new Int16Array(cells)
    this.where = new Int16Array(cells)
    this.leg = new Int32Array(cells)
    this.travel = new Float64Array(tours)
    this.time = new Float64Array(tours)
    this.load = new Float64Array(tours)
    this.stops = new Int16Array(tours)
    this.timeLow = new Float64Array(tours)
    this.timeHigh = new Float64Array(tours).fill(Number.POSITIVE_INFINITY)
    this.loadHigh = new Float64Array(tours).fill(Number.POSITIVE_INFINITY)
    this.back = turned(problem.travel, this.nodes)
    this.clear()
  }

  clear(): void {
    const { customers, days, vehicles } = this.problem
    for (const numbers of [this.leg, this.travel, this.time, this.load, this.stops]) numbers.fill(0)
    this.where.fill(-1)
    this.empty = days * vehicles
    for (let day = 0; day < days; day++) {
      for (let vehicle = 0; vehicle < vehicles; vehicle++) {
        const depot = customers + vehicle
        const cell = day * this.nodes + depot
        this.next[cell] = depot
        this.prev[cell] = depot
        this.where[cell] = vehicle
      }
    }
  }

  /** Customers of a tour with a place, in order. */
  order(day: number, vehicle = 0): number[] {
    const depot = this.problem.customers + vehicle
    const order: number[] = []
    let node = this.next[day * this.nodes + depot] as number
    while (node !== depot) {
      order.push(node)
      node = this.next[day * this.nodes + node] as number
    }
    return order
  }

  /** Puts the customers of a tour, all that have a place, into another order. */
  reorder(day: number, order: readonly number[], vehicle = 0): void {
    const depot = this.problem.customers + vehicle
    const tour = day * this.problem.vehicles + vehicle
    const base = day * this.nodes
    let travel = 0
    let node = depot
    for (const to of [...order, depot]) {
      const leg = this.problem.travel[node * this.nodes + to] as number
      this.next[base + node] = to
      this.prev[base + to] = node
      this.leg[base + node] = leg
      travel += leg
      node = to
    }
    this.time[tour] = (this.time[tour] as number) + travel - (this.travel[tour] as number)
    this.travel[tour] = travel
  }

  visits(customer: number, day: number): boolean {
    return (this.where[day * this.nodes + customer] as number) >= 0
  }

  /** Price of a tour's time and load. */
  price(tour: number, time: number, load: number): number {
    const low = this.timeLow[tour] as number
    const high = this.timeHigh[tour] as number
    const over = load - (this.loadHigh[tour] as number)
    const dear = over > 0 ? this.overload * over : 0
    if (time < low) return dear + this.slopeLow * (time - low)
    if (time <= high) return dear + this.slopeMid * (time - low)
    const long = time - high
    return dear + this.slopeMid * (high - low) + (this.slopeHigh + this.curve * long) * long
  }

  cost(tour: number): number {
    const time = this.time[tour] as number
    const travel = this.problem.travelWeight * (this.travel[tour] as number)
    return travel + this.price(tour, time, this.load[tour] as number)
  }

  /** What a tour costs more with one more visit of a customer that lengthens the way by `detour`. */
  costOf(tour: number, customer: number, detour: number): number {
    const { service, demand, timeLimit, loadLimit, travelWeight } = this.problem
    const time = this.time[tour] as number
    const load = this.load[tour] as number
    const timeThen = time + detour + (service[customer] as number)
    const loadThen = load + (demand[customer] as number)
    if (timeThen > (timeLimit[tour] as number) || loadThen > (loadLimit[tour] as number))
      return Number.POSITIVE_INFINITY
    return (
      travelWeight * detour + this.price(tour, timeThen, loadThen) - this.price(tour, time, load)
    )
  }

  /** Shortest detour to a customer on a tour, and the node behind which it is. */
  cheapestPlace(customer: number, day: number, vehicle = 0): { after: number; detour: number } {
    const { customers, travel, loose } = this.problem
    if (loose[customer] === 1) return { after: NOWHERE, detour: 0 }
    const { nodes, next, leg, back } = this
    const row = customer * nodes
    const base = day * nodes
    const depot = customers + vehicle
    let node = depot
    let after = depot
    let detour = Number.POSITIVE_INFINITY
    do {
      const to = next[base + node] as number
      const way = (back[row + node] as number) + (travel[row + to] as number)
      const here = way - (leg[base + node] as number)
      if (here < detour) {
        detour = here
        after = node
      }
      node = to
    } while (node !== depot)
    return { after, detour }
  }

  /** Puts a visit behind a node (`NOWHERE`: the customer has no place). */
  insert(customer: number, day: number, after: number, vehicle: number): void {
    const { travel, service, demand } = this.problem
    const { nodes, next, leg } = this
    const tour = day * this.problem.vehicles + vehicle
    this.load[tour] = (this.load[tour] as number) + (demand[customer] as number)
    const stops = this.stops[tour] as number
    if (stops === 0) this.empty--
    this.stops[tour] = stops + 1
    const base = day * nodes
    this.where[base + customer] = vehicle
    const time = (this.time[tour] as number) + (service[customer] as number)
    if (after === NOWHERE) {
      this.time[tour] = time
      return
    }
    const to = next[base + after] as number
    const there = travel[after * nodes + customer] as number
    const on = travel[customer * nodes + to] as number
    const detour = there + on - (leg[base + after] as number)
    next[base + after] = customer
    next[base + customer] = to
    this.prev[base + customer] = after
    this.prev[base + to] = customer
    leg[base + after] = there
    leg[base + customer] = on
    this.travel[tour] = (this.travel[tour] as number) + detour
    this.time[tour] = time + detour
  }

  remove(customer: number, day: number): void {
    const { travel, service, demand, loose } = this.problem
    const { nodes, next, prev, leg } = this
    const base = day * nodes
    const cell = base + customer
    const tour = day * this.problem.vehicles + (this.where[cell] as number)
    this.load[tour] = (this.load[tour] as number) - (demand[customer] as number)
    const stops = (this.stops[tour] as number) - 1
    if (stops === 0) this.empty++
    this.stops[tour] = stops
    this.where[cell] = -1
    const time = (this.time[tour] as number) - (service[customer] as number)
    if (loose[customer] === 1) {
      this.time[tour] = time
      return
    }
    const before = prev[cell] as number
    const after = next[cell] as number
    const straight = travel[before * nodes + after] as number
    const saved = (leg[base + before] as number) + (leg[cell] as number) - straight
    next[base + before] = after
    prev[base + after] = before
    leg[base + before] = straight
    this.travel[tour] = (this.travel[tour] as number) - saved
    this.time[tour] = time - saved
  }
}

function turned(travel: Int32Array, nodes: number): Int32Array {
  const back = new Int32Array(travel.length)
  let isSymmetric = true
  for (let a = 0; a < nodes; a++) {
    for (let b = 0; b < nodes; b++) {
      const there = travel[a * nodes + b] as number
      back[b * nodes + a] = there
      if (there !== travel[b * nodes + a]) isSymmetric = false
    }
  }
  return isSymmetric ? travel : back
}
