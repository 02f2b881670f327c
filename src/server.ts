/** The web process of a production installation: webhook or long connection, health, metrics, dashboard. */
import { runProduction } from './production.ts'

await runProduction('server', { web: true })
