import type { Log } from './bot/context.ts'

/**
 * Runs `stop` on Ctrl-C or SIGTERM and exits. Under npm and tsx the signal can come twice: the second is
 * the same wish, not "force". A stop that hangs ends after 40 s with exit code 1.
 */
export function onShutdown(log: Log, stop: () => Promise<void>): void {
  let stopping = false
  const run = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), 40_000).unref()
    stop()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      })
  }
  process.on('SIGINT', () => run('SIGINT'))
  process.on('SIGTERM', () => run('SIGTERM'))
}

/** Ends the process with what the operator must mend, or with the stack of what we did wrong. */
export function exitWith(error: unknown): never {
  const isOperator = error instanceof Error && error.name === 'OperatorError'
  process.stderr.write(
    `${isOperator ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}
