import { readFile } from 'node:fs/promises'
import { addDays, date } from '../src/domain/time.ts'
import { printTable, writeResult } from './kit.ts'
import { cheats, type Found } from './trust/cheats.ts'
import { Draw } from './trust/draw.ts'
import { History, workDays } from './trust/history.ts'
import { honestDay } from './trust/honest.ts'
import { type Caught, figures, noCaught, type Results, tables } from './trust/show.ts'
import { count, judge, noCounts, seenBy } from './trust/tally.ts'
import { type Company, companyOf, type Rep } from './trust/world.ts'

const start = date('2026-03-02')
const daysEach = 25
/** Cheating begins when there is something to compare with. */
const cheatAfter = 15
const cheatDays = 6
const repsEach = 10

/** Simulated field days, honest ones and each kind of cheat, through the rules as they ship. */
export const trustBench = {
  name: 'trust',
  about:
    'simulated honest and cheating field days: recall, precision, ambers; --visits 100000 --seed 1',
  async run(args: readonly string[]): Promise<void> {
    const option = (name: string, usual: number) => {
      const at = args.indexOf(`--${name}`)
      return at >= 0 ? Number(args[at + 1]) : usual
    }
    const [visits, seed] = [option('visits', 100_000), option('seed', 1)]
    const found = await photoRecall()
    const results: Results = {
      honest: { live: noCounts(), chat: noCounts() },
      cheats: new Map(),
    }
    const draw = new Draw(seed)
    for (let n = 0; results.honest.live.visits + results.honest.chat.visits < visits; n++)
      live(draw, companyOf(draw, n, repsEach), results, found)
    for (const { title, rows } of tables(results)) printTable(title, rows)
    process.stdout.write(
      '\nThis is simulation: the days are made up by us, so it shows what the rules do with them, not how people cheat.\n',
    )
    await writeResult('trust', { seed, ...figures(results) })
  },
}

/** A month of a company; in its midst somebody begins to cheat, in a copy of the world for each kind. */
function live(draw: Draw, company: Company, results: Results, found: Found): void {
  const history = new History()
  for (const [n, day] of workDays(start, daysEach).entries()) {
    const visits = company.reps.flatMap((rep) => honestDay(draw, rep, day))
    history.add(visits)
    for (const done of visits) {
      const evidence = history.evidenceOf(done)
      count(results.honest[done.rep.source], evidence, judge(evidence))
    }
    if (n === cheatAfter) cheat(draw, company, history, results, found)
  }
}

function cheat(
  draw: Draw,
  company: Company,
  history: History,
  results: Results,
  found: Found,
): void {
  for (const kind of cheats) {
    for (const source of kind.sources) {
      const rep = draw.pick(company.reps.filter((one) => one.source === source))
      const world = new History(history)
      const caught: Caught = results.cheats.get(`${kind.name} ${source}`) ?? noCaught(kind, source)
      results.cheats.set(`${kind.name} ${source}`, caught)
      let same: Rep = rep
      for (let n = 1; n <= cheatDays; n++) {
        const day = addDays(start, daysEach + 10 + n * kind.everyDays)
        const honest = honestDay(draw, same, day)
        if (kind.sameShops) same = { ...rep, shops: honest.map(({ shop }) => shop) }
        const bent = kind.bend(draw, honest, found)
        world.add(bent)
        if (n < kind.fromDay) continue
        for (const done of bent.slice(kind.notFirst ? 1 : 0)) {
          const evidence = world.evidenceOf(done)
          const assessment = judge(evidence)
          count(caught.counts, evidence, assessment)
          if (seenBy(assessment, kind.seenBy)) caught.seen++
        }
      }
    }
  }
}

/** How well the photo bench finds photos again: what it measured last. */
async function photoRecall(): Promise<Found> {
  const file = new URL('./results/photos.json', import.meta.url)
  const { recall } = JSON.parse(await readFile(file, 'utf8')) as { recall: Found }
  return recall
}
