/** The figures of the red-team bench: by kind of cheat, by signal, and together; chat and live apart. */
import type { Cheat } from './cheats.ts'
import { type Counts, noCounts, ruleIds } from './tally.ts'
import type { Rep } from './world.ts'

type Source = Rep['source']
const sources = ['live', 'chat'] as const

export interface Caught {
  readonly kind: Cheat
  readonly source: Source
  readonly counts: Counts
  /** Visits that a rule meant for it flags. */
  seen: number
}

export interface Results {
  readonly honest: Readonly<Record<Source, Counts>>
  readonly cheats: Map<string, Caught>
}

export const noCaught = (kind: Cheat, source: Source): Caught => ({
  ...{ kind, source, counts: noCounts(), seen: 0 },
})

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const percent = (value: number | null, digits = 2) =>
  value === null ? '–' : `${(100 * value).toFixed(digits)} %`

/** One kind of cheat. `flagged` by the rules meant for it; a cheat that none is meant for has none. */
function kindFigures({ kind, source, counts, seen }: Caught) {
  return {
    ...{ cheat: kind.name, source, visits: counts.visits },
    flagged: kind.seenBy.length === 0 ? null : share(seen, counts.visits),
    strong: share(counts.strong, counts.visits),
    amberOrRed: share(counts.amber + counts.red, counts.visits),
    daysAmberOrRed: share(counts.amberDays.size, counts.days.size),
  }
}

/** One signal over all visits; recall over the cheats that it is meant to see. */
function signalFigures(id: string, { honest, cheats }: Results) {
  const meant = [...cheats.values()].filter(({ kind }) => kind.seenBy.includes(id))
  const flags = (counts: Counts) => {
    const rule = counts.rules.get(id)
    return (rule?.weak ?? 0) + (rule?.strong ?? 0)
  }
  const sum = (list: readonly Counts[], of: (counts: Counts) => number) =>
    list.reduce((total, counts) => total + of(counts), 0)
  const all = Object.values(honest)
  const caught = meant.map(({ counts }) => counts)
  const right = sum(caught, flags)
  const wrong = sum(all, flags)
  const visits = sum(all, (counts) => counts.visits)
  return {
    recall: share(
      right,
      sum(caught, (counts) => counts.visits),
    ),
    precision: meant.length === 0 ? null : share(right, right + wrong),
    honestAmber: share(wrong, visits),
    honestRed: share(
      sum(all, (counts) => counts.rules.get(id)?.strong ?? 0),
      visits,
    ),
    insufficient: Object.fromEntries(
      sources.map((source) => [
        source,
        share(honest[source].rules.get(id)?.insufficient ?? 0, honest[source].visits),
      ]),
    ),
  }
}

const honestFigures = (counts: Counts) => ({
  visits: counts.visits,
  honestAmber: share(counts.amber + counts.red, counts.visits),
  honestStrong: share(counts.strong, counts.visits),
  strongFlags: counts.strong,
  honestRed: share(counts.red, counts.visits),
  anyFlag: share(counts.flagged, counts.visits),
  ambersPerRepAndMonth: ((counts.amber + counts.red) / Math.max(1, counts.days.size)) * 22,
})

export function figures(results: Results) {
  const kinds = [...results.cheats.values()].map(kindFigures)
  const caught = [...results.cheats.values()].filter(({ kind }) => kind.seenBy.length > 0)
  const total = (of: (counts: Counts) => number) =>
    caught.reduce((sum, { counts }) => sum + of(counts), 0)
  const amber = total((counts) => counts.amber + counts.red)
  const wrong = Object.values(results.honest).reduce((sum, one) => sum + one.amber + one.red, 0)
  return {
    signals: Object.fromEntries(ruleIds.map((id) => [id, signalFigures(id, results)])),
    together: {
      live: honestFigures(results.honest.live),
      chat: honestFigures(results.honest.chat),
      recall: share(
        amber,
        total((counts) => counts.visits),
      ),
      precision: share(amber, amber + wrong),
    },
    cheats: kinds,
  }
}

export function tables(results: Results) {
  const { signals, together, cheats } = figures(results)
  return [
    {
      title: 'Honest visits, all rules together',
      rows: sources.map((source) => {
        const one = together[source]
        return {
          ...{ source, visits: one.visits, 'strong flags': one.strongFlags },
          ...{ 'amber or red': percent(one.honestAmber), red: percent(one.honestRed) },
          'any flag': percent(one.anyFlag),
          'ambers per rep in a month of 22 days': one.ambersPerRepAndMonth.toFixed(2),
        }
      }),
    },
    {
      title: 'Cheats, by kind: share of visits',
      rows: cheats.map((one) => ({
        ...{ cheat: one.cheat, source: one.source, visits: one.visits },
        flagged: one.flagged === null ? '证据不足' : percent(one.flagged, 1),
        ...{ strong: percent(one.strong, 1), 'amber or red': percent(one.amberOrRed, 1) },
        'days with one amber': percent(one.daysAmberOrRed, 1),
      })),
    },
    {
      title: 'Signals: recall over the cheats each is meant for; the rest over honest visits',
      rows: Object.entries(signals).map(([signal, one]) => ({
        ...{ signal, recall: percent(one.recall, 1), precision: percent(one.precision, 1) },
        ...{ 'honest flagged': percent(one.honestAmber, 3), strongly: percent(one.honestRed, 4) },
        '证据不足 live': percent(one.insufficient.live ?? null, 1),
        '证据不足 chat': percent(one.insufficient.chat ?? null, 1),
      })),
    },
    {
      title: 'All together, amber or red: of cheats that a rule is meant for',
      rows: [{ recall: percent(together.recall, 1), precision: percent(together.precision, 1) }],
    },
  ]
}
