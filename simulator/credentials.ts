import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomHex } from './ids.ts'
import type { Credentials } from './types.ts'

/**
 * The app's credentials: those given win, then those kept in `dataDir`, then generated
 * look-alikes. The SDK's long connection refuses app ids that are not `cli_` + 16 hex.
 */
export function loadCredentials(
  given: { [K in keyof Credentials]?: string | undefined },
  dataDir: string | undefined,
): Credentials {
  const path = dataDir === undefined ? undefined : join(dataDir, 'credentials.json')
  const kept: Partial<Credentials> =
    path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const credentials = {
    appId: given.appId ?? kept.appId ?? `cli_${randomHex(16)}`,
    appSecret: given.appSecret ?? kept.appSecret ?? randomHex(32),
    encryptKey: given.encryptKey ?? kept.encryptKey ?? randomHex(32),
    verificationToken: given.verificationToken ?? kept.verificationToken ?? randomHex(32),
  }
  if (!/^cli_[0-9a-fA-F]{16}$/.test(credentials.appId)) {
    throw new Error(`appId ${credentials.appId} must be cli_ followed by 16 hex digits`)
  }
  if (path && dataDir) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  }
  return credentials
}
