/** The list of what can be exported: one line each, in the order of the menu. */
import type { Role } from '../../bot/define.ts'
import type { Right } from './scope.ts'
import type { ExportSet } from './set.ts'
import { alarmsSet } from './sets/alarms.ts'
import { analysisSets } from './sets/analysis.ts'
import { commissionSet } from './sets/commission.ts'
import { coverageSet, customersSet } from './sets/customers.ts'
import { digestSet, performanceSet } from './sets/figures.ts'
import { ordersSet, paymentsSet } from './sets/money.ts'
import { plansSet } from './sets/plans.ts'
import { scoresSet } from './sets/scores.ts'
import { targetsSet } from './sets/targets.ts'
import { visitsSet } from './sets/visits.ts'

export const exportSets: readonly ExportSet[] = [
  visitsSet,
  plansSet,
  performanceSet,
  scoresSet,
  digestSet,
  customersSet,
  coverageSet,
  ordersSet,
  paymentsSet,
  targetsSet,
  commissionSet,
  alarmsSet,
]

/** Sets about money go by who may see money; commission by its own policy. */
const rights: Readonly<Partial<Record<ExportSet['name'], Right>>> = {
  orders: 'money.export',
  payments: 'money.export',
  targets: 'money.export',
  commission: 'commission.see',
}
export const rightOf = ({ name }: ExportSet): Right => rights[name] ?? 'record.export'

export const setNamed = (name: string): ExportSet | undefined =>
  [...exportSets, ...analysisSets].find((set) => set.name === name)

const byAlias = new Map(exportSets.flatMap((set) => set.aliases.map((alias) => [alias, set])))
export const setOfWord = (word: string): ExportSet | undefined => byAlias.get(word.toLowerCase())

export const setsFor = (role: Role): ExportSet[] =>
  exportSets.filter(({ who }) => who.includes(role))
