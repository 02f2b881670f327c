import { asString, isObject } from '../json.ts'
import { validateForBot } from '../validator/for-bot.ts'
import { renderProblem } from '../validator/problem.ts'
import { type Api, bodyOf, type Platform } from './context.ts'
import { PlatformError, refusal } from './errors.ts'

const TOKEN_LIFE_MS = 30 * 60_000
const MAX_USES = 2
const MAX_BYTES = 30 * 1024

/** The delayed update after a click: 30 minutes, two uses, only after the callback's answer. */
export function cardRoutes(api: Api, platform: Platform): void {
  const { state } = platform
  api.post('/open-apis/interactive/v1/card/update', (c) => {
    const body = bodyOf(c)
    const value = asString(body.token)
    const token = state.cardTokens.get(value)
    if (!/^c-/.test(value) || !token) throw failure(300020, 'invalid token format')
    const message = state.messages.get(token.messageId)
    if (!message || message.recalled) throw failure(200000, 'the message was recalled')
    if (!token.answered) throw failure(230099, 'ErrCode: 11310; ErrMsg: card action is lock')
    if (platform.now().getTime() - token.issuedAt > TOKEN_LIFE_MS) {
      throw failure(300030, 'the token has expired')
    }
    if (token.uses >= MAX_USES) throw failure(300040, 'the token has been used up')
    const card = body.card
    if (!isObject(card)) throw failure(10002, 'card is required')
    const bytes = Buffer.byteLength(c.get('raw'))
    if (bytes > MAX_BYTES) throw refusal(230025)
    if (card.schema !== '2.0') throw failure(200830, 'a 2.0 card cannot become 1.0')
    const problem = validateForBot(platform, card, bytes)
    if (problem) throw failure(11311, renderProblem(problem))
    state.commit({ kind: 'cardToken', cardToken: { ...token, uses: token.uses + 1 } })
    const change = { content: JSON.stringify(card), updatedAt: platform.now().getTime() }
    state.commit({ kind: 'change', messageId: message.messageId, change })
    return c.json({ code: 0, msg: 'ok' })
  })
}

const failure = (code: number, message: string) => new PlatformError(400, code, message)
