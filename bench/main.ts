/** `npm run bench [-- <name> …]`: every claim about speed or quality, as a command with its baseline beside it. */
import { Command } from 'commander'
import { ackBench } from './ack.ts'
import { assessBench } from './assess.ts'
import { churnBench } from './churn.ts'
import { digestBench } from './digest.ts'
import { exportBench } from './export.ts'
import { importBench } from './import.ts'
import { ledgerBench } from './ledger.ts'
import { morningBench } from './morning.ts'
import { nudgesBench } from './nudges.ts'
import { photosBench } from './photos.ts'
import { planBench } from './plan.ts'
import { plungeBench } from './plunge.ts'
import { routingBench } from './routing.ts'
import { scanBench } from './scan.ts'
import { trustBench } from './trust.ts'

interface Bench {
  readonly name: string
  readonly about: string
  run(args: readonly string[]): Promise<void>
}

/** One line per bench. */
const benches: readonly Bench[] = [
  ackBench,
  assessBench,
  churnBench,
  digestBench,
  exportBench,
  importBench,
  ledgerBench,
  morningBench,
  nudgesBench,
  planBench,
  photosBench,
  plungeBench,
  routingBench,
  scanBench,
  trustBench,
]

const program = new Command('bench').description(
  benches.map((b) => `${b.name}: ${b.about}`).join('\n'),
)
program
  .argument('[name]', 'which bench; all if left out')
  .allowUnknownOption()
  .allowExcessArguments()
  .action(async (name: string | undefined, _options, command: Command) => {
    const chosen = name ? benches.filter((bench) => bench.name === name) : benches
    if (chosen.length === 0)
      throw new Error(
        `no bench is called ${name}; there are: ${benches.map((b) => b.name).join(', ')}`,
      )
    for (const bench of chosen) await bench.run(command.args.slice(1))
  })
await program.parseAsync()
