/** Cordeau's format of the periodic vehicle routing problem; see the folder's index.md. */
export type PvrpFile = {
  vehicles: number
  customers: number
  days: number
  /** Longest tour and largest load; Infinity where there is no limit. */
  longest: number
  largest: number
  /** Nodes by number: 0 is the depot. */
  x: number[]
  y: number[]
  service: number[]
  demand: number[]
  /** By node: the sets of days on which it may be visited, each as day indexes in order. */
  choices: number[][][]
}

/** Reads a file's text. Throws an Error for another type of problem, or limits that differ by day. */
export function readPvrp(text: string): PvrpFile {
  const lines = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([first]) => first !== undefined && !Number.isNaN(first))
  const [head = [], ...rest] = lines
  const [type, vehicles = 0, customers = 0, days = 0] = head
  if (type !== 1) throw new Error(`type ${type} is read by nobody, only 1 (periodic)`)
  const limits = rest.slice(0, days)
  const [longest = 0, largest = 0] = limits[0] ?? []
  if (limits.some(([d, q]) => d !== longest || q !== largest))
    throw new Error('limits that differ by day are not read here')
  const rows = rest.slice(days, days + customers + 1)
  // The highest bit of a choice is the first day.
  const daysOf = (mask: number) =>
    Array.from({ length: days }, (_, day) => day).filter((day) => mask & (1 << (days - 1 - day)))
  const column = (i: number) => rows.map((row) => row[i] ?? 0)
  return {
    vehicles,
    customers,
    days,
    longest: longest || Number.POSITIVE_INFINITY,
    largest: largest || Number.POSITIVE_INFINITY,
    x: column(1),
    y: column(2),
    service: column(3),
    demand: column(4),
    choices: rows.map((row) => row.slice(7, 7 + (row[6] ?? 0)).map(daysOf)),
  }
}

export function distanceOf({ x, y }: PvrpFile, a: number, b: number): number {
  return Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))
}

/** Visits by day and tour, as numbers of the file, without the depot. */
export type PvrpPlan = number[][][]

/** Whether every customer is visited on the days of one of its choices, within all limits, and the distance. */
export function checkPvrp(file: PvrpFile, plan: PvrpPlan): { served: boolean; distance: number } {
  let distance = 0
  let isWithin = plan.length <= file.days
  const visited = file.choices.map((): number[] => [])
  plan.forEach((tours, day) => {
    if (tours.filter((tour) => tour.length > 0).length > file.vehicles) isWithin = false
    for (const tour of tours) {
      const way = [0, ...tour, 0]
      const length = way.slice(1).reduce((sum, to, i) => sum + distanceOf(file, way[i] ?? 0, to), 0)
      const time = tour.reduce((sum, node) => sum + (file.service[node] ?? 0), length)
      const load = tour.reduce((sum, node) => sum + (file.demand[node] ?? 0), 0)
      if (time > file.longest + 1e-6 || load > file.largest + 1e-9) isWithin = false
      for (const node of tour) visited[node]?.push(day)
      distance += tour.length > 0 ? length : 0
    }
  })
  const isServed = file.choices.every(
    (choices, node) => node === 0 || choices.some((days) => String(days) === String(visited[node])),
  )
  return { served: isWithin && isServed, distance }
}
