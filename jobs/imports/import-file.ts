/** Imports a file that an admin sent: fetched and read outside, written in the job's own transaction. */
import { z } from 'zod'
import { SendError } from '../../src/bot/outbound.ts'
import { importRequested } from '../../src/events.ts'
import { finishImport } from '../../src/features/imports/finish.ts'
import { type ReadImport, readImport } from '../../src/features/imports/import-file.ts'
import { importKinds } from '../../src/features/imports/kinds.ts'
import { getSentFile, type SentFile } from '../../src/features/imports/store.ts'
import { importWords } from '../../src/i18n/imports.ts'
import { message } from '../../src/i18n/t.ts'
import { defineJob, type Io } from '../../src/queue/define-job.ts'

interface Fetched {
  readonly read: ReadImport
  /** A map service is set. */
  readonly canLocate: boolean
}

export const importSentFile = defineJob<{ importId: string }, Fetched>({
  name: 'imports.import-file',
  payload: z.object({ importId: z.uuid() }),
  on: [importRequested],
  dedupe: ({ importId }) => importId,
  async outside(io, { importId }) {
    const sent = await getSentFile(io.db, importId)
    if (sent?.status !== 'waiting') return null
    return { read: await fetchAndRead(io, sent), canLocate: io.maps.geocoder !== null }
  },
  run: ({ ctx, payload, fetched: { read, canLocate } }) =>
    finishImport(ctx, payload.importId, read, canLocate),
})

async function fetchAndRead(io: Io, sent: SentFile): Promise<ReadImport> {
  const { fileName } = sent
  const kind = importKinds.find((one) => one === sent.kind)
  try {
    const { bytes } = await io.platform.download(sent.messageId, sent.fileKey, 'file')
    return await readImport({ platform: io.platform, kind, fileName, bytes })
  } catch (error) {
    if (!(error instanceof SendError) || error.outcome.kind !== 'refused') throw error
    const reason = message(importWords.notFetched)
    return {
      fileName,
      kind: kind ?? null,
      candidates: [],
      table: null,
      lookedUp: new Map(),
      errors: [{ row: 0, column: '', value: '', reason }],
    }
  }
}
