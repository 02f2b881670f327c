/** The operator's commands. `--json` prints one JSON document on stdout; logs go to stderr; exit 0 done, 1 refused or failed, 2 usage. */
import { Command, CommanderError } from 'commander'
import { finish, print } from './cli/output.ts'

const program = new Command('rounds')
  .description(
    "Rounds (巡访): the operator's commands. They work while the server runs and while it does not.",
  )
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) })

const withJson = (command: Command) =>
  command.option('--json', 'print one JSON document on stdout', false)

withJson(program.command('migrate').description('bring the database schema up to date')).action(
  (options: { json: boolean }) =>
    finish(
      options.json,
      import('./cli/session.ts').then(({ withSession }) =>
        withSession({}, async () => {
          print(options.json, { ok: true }, 'the schema is up to date')
          return true
        }),
      ),
    ),
)
withJson(
  program
    .command('import')
    .description('import a CSV or XLSX file: all of its rows or none')
    .argument(
      '<kind>',
      'teams, users, customers, products, prices, orders, payments, targets or leave',
    )
    .argument('<file>', '.csv or .xlsx')
    .option('--datum <datum>', 'datum of the coordinates: gcj02, bd09 or wgs84'),
).action((kind: string, file: string, options: { datum?: string; json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.importCommand(kind, file, options)),
  ),
)
withJson(
  program
    .command('job')
    .description('run a job for a date to its end, its follow-up jobs and sends included')
    .argument('<name>', 'for example plans.generate')
    .option('--date <date>', 'local date, YYYY-MM-DD; today if left out')
    .option('--now <instant>', 'the instant that the job takes for now, ISO 8601'),
).action((name: string, options: { date?: string; now?: string; json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.jobCommand(name, options)),
  ),
)
withJson(
  program
    .command('report')
    .description('print a report over local dates')
    .argument(
      '<name>',
      'plans, visits, grades, anomalies, performance, commissions or failed-events',
    )
    .option('--from <date>')
    .option('--to <date>')
    .option('--date <date>'),
).action((name: string, options: { from?: string; to?: string; date?: string; json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.reportCommand(name, options)),
  ),
)
withJson(
  program
    .command('grant')
    .description('give a person a role')
    .argument('<person>', 'open_id, employee number, mobile, e-mail or a name that is unique')
    .argument('<role>', 'rep, manager, admin, viewer or finance'),
).action((person: string, role: string, options: { json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.grantCommand(person, role, options)),
  ),
)
withJson(
  program
    .command('seed')
    .description('fill an empty database with the demo company')
    .option('--reps <n>', 'how many reps', '12')
    .option('--days <n>', 'how many days of history', '180'),
).action((options: { reps: string; days: string; json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.seedCommand(options)),
  ),
)
withJson(
  program
    .command('replay')
    .description('handle a saved event, or a failed one, again')
    .argument('<source>', 'event.json or the id of a failed event'),
).action((source: string, options: { json: boolean }) =>
  finish(
    options.json,
    import('./cli/commands.ts').then((c) => c.replayCommand(source, options)),
  ),
)
withJson(
  program
    .command('doctor')
    .description('check everything that can be checked and say how to mend it'),
).action((options: { json: boolean }) =>
  finish(
    options.json,
    import('./cli/doctor.ts').then((c) => c.doctorCommand(options)),
  ),
)
withJson(
  program
    .command('export-log')
    .description('write the ledger of all facts to a file, for who checks it elsewhere')
    .argument('<file>', '.ndjson, or .ndjson.gz'),
).action((file: string, options: { json: boolean }) =>
  finish(
    options.json,
    import('./cli/ledger.ts').then((c) => c.exportLogCommand(file, options)),
  ),
)
const collect = (value: string, before: string[]) => [...before, value]
withJson(
  program
    .command('verify-log')
    .description('follow the chain of the ledger; without a file also compare it with the tables')
    .argument('[file]', 'an export; left out: the ledger of this installation')
    .option('--head <head>', 'a head that was noted, 128:3f2a…; may be repeated', collect, []),
).action((file: string | undefined, options: { head: string[]; json: boolean }) =>
  finish(
    options.json,
    import('./cli/ledger.ts').then((c) => c.verifyLogCommand(file, options)),
  ),
)
withJson(
  program
    .command('recompute')
    .description('rebuild every KPI and commission figure from an export, and say what differs')
    .argument('<export>', 'a file of export-log')
    .option('--from <month>', 'YYYY-MM; the first month of the export if left out')
    .option('--to <month>', 'YYYY-MM')
    .option('--alone', 'print the figures instead of comparing them; needs no database', false)
    .option('--head <head>', 'a head that was noted, 128:3f2a…; may be repeated', collect, []),
).action(
  (
    file: string,
    options: { from?: string; to?: string; alone: boolean; head: string[]; json: boolean },
  ) =>
    finish(
      options.json,
      import('./cli/recompute.ts').then((c) => c.recomputeCommand(file, options)),
    ),
)
program
  .command('docs')
  .description('check docs/commands.md against the registry')
  .option('--write', 'write it', false)
  .action((options: { write: boolean }) =>
    finish(
      false,
      import('./cli/docs.ts').then((c) => c.docsCommand(options)),
    ),
  )

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
// Something half-opened by a failed start must not keep the operator waiting.
process.exit()
