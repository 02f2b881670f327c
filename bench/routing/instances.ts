import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DayProblem, DayStop } from '../../src/domain/plans/routing/types.ts'

const manifestRow = z.object({
  file: z.string(),
  kind: z.string(),
  best: z.number(),
  status: z.string().optional(),
})

/** One instance; its values are `unit` times larger inside than in its file. */
export type Instance = {
  file: string
  kind: 'tsp' | 'tsptw' | 'daily'
  /** Value of the manifest, in the units of the file. */
  best: number
  problem: DayProblem
  unit: number
}

/** Reads every instance of the folder's manifest that is about one day; `pvrp` is another bench. */
export async function readInstances(folder: string): Promise<Instance[]> {
  const rows = z
    .array(manifestRow)
    .parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const instances: Instance[] = []
  for (const { file, kind, best } of rows) {
    if (kind !== 'tsp' && kind !== 'tsptw' && kind !== 'daily') continue
    const text = await readFile(join(folder, file), 'utf8')
    const read = { tsp: tspLib, tsptw, daily }[kind]
    instances.push({ file, kind, best, ...read(text) })
  }
  return instances
}

type Read = Pick<Instance, 'problem' | 'unit'>

const numbers = (text: string) => text.trim().split(/\s+/).map(Number)
const always = (i: number): DayStop => ({ id: String(i), serviceSeconds: 0 })

/** TSPLIB with whole Euclidean distances; the first place is the start, the tour is closed. */
function tspLib(text: string): Read {
  const type = /EDGE_WEIGHT_TYPE\s*:\s*(\S+)/.exec(text)?.[1]
  if (type !== 'EUC_2D') throw new Error(`EDGE_WEIGHT_TYPE ${type} is not read here, only EUC_2D.`)
  const section = /NODE_COORD_SECTION\s+([\s\S]*?)(?:EOF|$)/.exec(text)?.[1] ?? ''
  const values = numbers(section)
  const points = Array.from({ length: Math.floor(values.length / 3) }, (_, i) => ({
    id: values[3 * i] ?? 0,
    x: values[3 * i + 1] ?? 0,
    y: values[3 * i + 2] ?? 0,
  }))
  const travel = points.flatMap((a) =>
    points.map((b) => Math.floor(Math.hypot(a.x - b.x, a.y - b.y) + 0.5)),
  )
  const end = travel.reduce((most, leg) => Math.max(most, leg), 0) * points.length
  const stops = points.slice(1).map(({ id }) => always(id))
  return { problem: { stops, travel, begin: 0, end, finish: 'start' }, unit: 1 }
}

/** Scale of instances with decimals, as in the best values of LKH. */
const DECIMALS = 10_000

/** Number of places, their matrix (service folded in), their windows; comments behind. */
function tsptw(text: string): Read {
  const values = numbers(text.replace(/#.*$/gm, ''))
  const n = values[0] ?? 0
  const used = values.slice(1, 1 + n * n + 2 * n)
  const unit = used.every(Number.isInteger) ? 1 : DECIMALS
  const scaled = used.map((value) => Math.round(value * unit))
  const windows = Array.from({ length: n }, (_, i) => ({
    from: scaled[n * n + 2 * i] ?? 0,
    to: scaled[n * n + 2 * i + 1] ?? 0,
  }))
  const [depot = { from: 0, to: 0 }, ...others] = windows
  return {
    problem: {
      stops: others.map((window, i) => ({ ...always(i + 1), windows: [window] })),
      travel: scaled.slice(0, n * n),
      begin: depot.from,
      end: depot.to,
      finish: 'start',
    },
    unit,
  }
}

const pair = z.tuple([z.number(), z.number()])
const dailyFile = z.object({
  day: pair,
  returnToStart: z.boolean(),
  stops: z.array(
    z.object({
      id: z.number(),
      service: z.number(),
      window: pair,
      mandatory: z.boolean(),
      penalty: z.number(),
    }),
  ),
  lunch: z.object({ earliest: z.number(), latest: z.number(), duration: z.number() }).nullable(),
  travel: z.array(z.array(z.number())),
})

/** A rep's day as JSON; see the domain's `DayProblem` for what the fields mean. */
function daily(text: string): Read {
  const { day, returnToStart, stops, lunch, travel } = dailyFile.parse(JSON.parse(text))
  return {
    problem: {
      stops: stops.map(({ id, service, window: [from, to], mandatory, penalty }) => ({
        id: String(id),
        serviceSeconds: service,
        windows: [{ from, to }],
        ...(mandatory ? {} : { value: penalty }),
      })),
      travel: travel.flat(),
      begin: day[0],
      end: day[1],
      finish: returnToStart ? 'start' : 'anywhere',
      ...(lunch
        ? { lunch: { earliest: lunch.earliest, latest: lunch.latest, seconds: lunch.duration } }
        : {}),
    },
    unit: 1,
  }
}
