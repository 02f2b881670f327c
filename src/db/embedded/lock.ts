import { join } from 'node:path'
import { lock } from 'proper-lockfile'

/** A lock whose holder died is taken over after this time. */
const staleMs = 5_000

/**
 * Runs `work` while no other process starts, adopts or stops the server of this data folder. Waits
 * up to a minute for its turn (a first start can take 20 s on a busy machine).
 */
export async function locked<T>(
  dataDir: string,
  onLost: (error: Error) => void,
  work: () => Promise<T>,
): Promise<T> {
  const release = await lock(dataDir, {
    lockfilePath: join(dataDir, 'postgres.lock'),
    stale: staleMs,
    update: 1_000,
    retries: { retries: 600, factor: 1, minTimeout: 100, maxTimeout: 100 },
    onCompromised: onLost,
  })
  try {
    return await work()
  } finally {
    await release().catch(() => undefined)
  }
}
