import { z } from 'zod'
import { defineActions } from '../kit/action.ts'

export const liveActions = defineActions('live', {
  /** 离店定位, 现场拍照 on the card of an open visit: answers with a fresh link. */
  link: { payload: z.object({ visitId: z.uuid(), purpose: z.enum(['check_out', 'photo']) }) },
})
