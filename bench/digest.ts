import { sql } from 'drizzle-orm'
import { connect, type Database } from '../src/db/client.ts'
import { localDate } from '../src/domain/time.ts'
import { sendPeriodDigests, slots } from '../src/features/performance/digest/send-period.ts'
import { withDatabase } from './database.ts'
import { type CardAsked, cards } from './digest/cards.ts'
import { type Company, fillCompany, lastDay } from './digest/fill.ts'
import { addUp, fillAround, fillGoods, fillPeople, keepCommission } from './digest/fill-rest.ts'
import { contextAt, openPhone, wordsOf } from './digest/phone.ts'
import { median, printTable, quantile, writeResult } from './kit.ts'

const large: Company = { reps: 1_000, days: 365, visitsADay: 15 }
/** Cards of each kind in a round, each asked for by another person. */
const each = 8
/** A card that takes longer than this in a round is asked for no more in it: it has missed its bar. */
const patienceMs = 2_000
/** The bars of the issue. */
const digestBar = 3
const cardBarMs = 300

/** Digests and cards of a large company, beside a scan of its visits and the reading of one row. */
export const digestBench = {
  name: 'digest',
  about:
    'the monthly digest of every team and each card of 1,000 reps × 365 days × 15 visits, beside one scan of the month; --reps <n>, --keep <folder>, --only <card>, --rounds <n>',
  async run(args: readonly string[]): Promise<void> {
    const option = (name: string) =>
      args.includes(name) ? args[args.indexOf(name) + 1] : undefined
    const company = { ...large, reps: Number(option('--reps') ?? large.reps) }
    const rounds = Number(option('--rounds') ?? 4)
    const steps = {
      company: (db: Database['db']) => fillCompany(db, company),
      people: fillPeople,
      goods: fillGoods,
      around: fillAround,
      'added up': addUp,
      kept: keepCommission,
    }
    const result = await withDatabase(args, company, steps, async (url) => {
      const database = connect(url, { max: 3 })
      const measured = await measure(database, company, option('--only'), rounds)
      await database.close()
      return measured
    })
    printTable(`digest: ${result.visits} visits; milliseconds`, result.sets)
    printTable(
      `cards that a person waits for, ${rounds * each} of each; milliseconds`,
      result.cards,
    )
    if (!option('--only')) await writeResult('digest', { company, ...result })
  },
}

async function measure(
  database: Database,
  company: Company,
  only: string | undefined,
  rounds: number,
) {
  const phone = openPhone(database, `${lastDay}T17:00:00+08:00`)
  const asked = cards(company).filter(
    (card) => (!only || card.name.includes(only)) && (!card.text || phone.knows(wordsOf(card, 0))),
  )
  const times = new Map<string, number[]>()
  const timed = async <R>(what: string, work: () => Promise<R>): Promise<R> => {
    const began = performance.now()
    const done = await work()
    const list = times.get(what) ?? []
    times.set(what, [...list, performance.now() - began])
    return done
  }
  const answers = new Map<string, string>()
  const month = localDate.parse(lastDay).slice(0, 8)
  const [ids, visits] = await rowIds(database)
  // So that compiling is nobody's time.
  for (const card of asked) {
    const began = performance.now()
    await phone.ask(card, rounds * each)
    process.stderr.write(`${card.name}: ${Math.round(performance.now() - began)} ms\n`)
  }
  for (let round = 0; round < rounds; round++) {
    if (!only) {
      await timed('scan', () => scanMonth(database, `${month}01`))
      await timed('digest', () => digestOfAll(database))
    }
    for (const card of asked) {
      const began = performance.now()
      for (let n = 0; n < each && performance.now() - began < patienceMs; n++) {
        const id = ids[(round * each + n) % ids.length]
        await timed('row', () =>
          database.db.execute(sql`select * from visits where id = ${id}::uuid`),
        )
        // Other people each time: nobody's rows have been read just before.
        const person = round * each + n
        answers.set(card.name, await timed(card.name, () => phone.ask(card, person)))
      }
    }
  }
  return { visits, ...told(times, asked, answers) }
}

async function rowIds({ db }: Database): Promise<[string[], number]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from visits tablesample system (0.05) limit 500`,
  )
  const [count] = await db.execute<{ n: string }>(sql`select count(*) as n from visits`)
  return [rows.map(({ id }) => id), Number(count?.n ?? 0)]
}

/** The baseline: each visit of the month looked at once, counted by rep. */
async function scanMonth({ db }: Database, from: string): Promise<void> {
  await db.execute(sql`
    select rep_open_id, count(*), sum(dwell_minutes), count(*) filter (where verdict = 'on_site')
    from visits where date between ${from} and ${lastDay} group by 1`)
}

class Undone extends Error {}

/** What the job of the first of the month does, for every team of the company; taken back afterwards. */
async function digestOfAll({ db }: Database): Promise<void> {
  await db
    .transaction(async (tx) => {
      const ctx = await contextAt(tx, '2026-11-01T09:00:00+08:00')
      for (const slot of await slots(ctx, 'monthly'))
        await sendPeriodDigests(ctx, 'monthly', slot, ctx.today)
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
}

function told(
  times: ReadonlyMap<string, number[]>,
  asked: readonly CardAsked[],
  answers: ReadonlyMap<string, string>,
) {
  const of = (what: string) => times.get(what) ?? []
  const scan = median(of('scan'))
  const digest = median(of('digest'))
  const sets = [
    { what: 'one scan of the visits of the month', median: scan, 'times the scan': 1, bar: '' },
    {
      what: 'the monthly digest of every team',
      median: digest,
      'times the scan': digest / scan,
      bar: `≤ ${digestBar} × the scan: ${digest <= digestBar * scan ? 'met' : 'missed'}`,
    },
  ]
  const row = (name: string, who: string, answer: string, bar: string) => {
    const all = of(name)
    return {
      card: name,
      who,
      n: all.length,
      p50: median(all),
      p95: quantile(all, 0.95),
      bar,
      answer,
    }
  }
  return {
    sets,
    cards: [
      row('row', '', 'baseline: one visit by its key', ''),
      ...asked.map(({ name, who }) => {
        const isMet = quantile(of(name), 0.95) <= cardBarMs
        return row(
          name,
          who,
          answers.get(name) ?? '',
          `p95 ≤ ${cardBarMs}: ${isMet ? 'met' : 'missed'}`,
        )
      }),
    ],
  }
}
