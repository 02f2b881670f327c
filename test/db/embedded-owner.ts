/**
 * A process that owns the embedded database, for the tests: prints what it got as one line of JSON,
 * keeps it until SIGTERM, and gives it back.
 */
import { startEmbeddedPostgres } from '../../src/db/embedded.ts'
import { createLogger } from '../../src/logger.ts'

const options = JSON.parse(process.argv[2] ?? '{}')
const started = performance.now()
const held = await startEmbeddedPostgres({ ...options, log: createLogger('warn') })
const ms = Math.round(performance.now() - started)
process.stdout.write(`${JSON.stringify({ url: held.url, adopted: held.adopted, ms })}\n`)

const alive = setInterval(() => undefined, 1_000)
process.on('SIGTERM', async () => {
  await held.stop()
  clearInterval(alive)
})
