/** Files that admins sent to the bot, until they are imported. */
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../db/tables.ts'
import type { ImportedFile } from './import-file.ts'

export const importFiles = pgTable(
  'import_files',
  {
    id: uuid().primaryKey(),
    fileName: text().notNull(),
    messageId: text().notNull(),
    fileKey: text().notNull(),
    byOpenId: text().notNull(),
    sentAt: instant().notNull(),
    /** `choosing` waits for the admin to say which kind of file it is. */
    status: text({ enum: ['waiting', 'choosing', 'done', 'refused'] }).notNull(),
    kind: text(),
    /** What the card tells of an import that was done: it is drawn anew while addresses are looked up. */
    result: jsonb().$type<ImportedFile>(),
  },
  (t) => [index().on(t.byOpenId, t.sentAt)],
)
