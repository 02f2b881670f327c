import { z } from 'zod'
import { defineActions, optionalText, optionalTexts } from '../kit/action.ts'

const team = z.object({ teamCode: z.string() })

export const bitableActions = defineActions('bitable', {
  show: { payload: team },
  pick: { payload: z.object({}), option: z.string() },
  /** A link or none, and which tables; of a team that is connected only the tables. */
  connect: { payload: team, form: z.object({ link: optionalText, kinds: optionalTexts }) },
  settings: { payload: team },
  save: { payload: team, form: z.object({ kinds: optionalTexts }) },
  sync: { payload: team },
  /** Tables that were removed are made anew. */
  rebuild: { payload: team },
  /** Columns that were removed are made anew. */
  restore: { payload: team },
  disconnect: { payload: team },
})
