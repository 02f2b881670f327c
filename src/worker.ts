/** The working process of a production installation: jobs, sends and the clock. */
import { runProduction } from './production.ts'

await runProduction('worker', { work: true })
