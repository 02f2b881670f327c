import type { Message } from './i18n/t.ts'

/**
 * Something that the person can mend: told to them in their language, the transaction rolls back,
 * the event counts as handled. Everything else that is thrown is our fault, is kept and retried.
 */
export class UserError extends Error {
  readonly said: Message
  /** `warning` for what may be tried again at once, `error` for what is refused. */
  readonly tone: 'warning' | 'error'

  constructor(said: Message, tone: 'warning' | 'error' = 'warning') {
    super(said.zh)
    this.name = 'UserError'
    this.said = said
    this.tone = tone
  }
}

/** A mistake in how the program was started or called; `fix` says what to do. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OperatorError'
  }
}
