import type { Feature } from '../../bot/define.ts'
import { ledgerCommand } from './commands.ts'

/** The ledger in the chat: how far it has come. Exporting and checking is the operator's. */
export const ledgerFeature: Feature = { name: 'ledger', commands: [ledgerCommand] }
