/** The live check-in page: who, where, photos; each press is kept on the phone until the server has it. */
import { ageOf, freshness } from '../../domain/live/fix.ts'
import type { LiveAnswer } from '../../features/live/wire.ts'
import { liveWords as w } from '../../i18n/live.ts'
import { translator } from '../../i18n/t.ts'
import type { Boot } from '../html.ts'
import { open, Refused, sign, Unreachable } from './api.ts'
import { deviceId, keepPass, keptPass, newKey } from './device.ts'
import { h } from './dom.ts'
import { type Piece, waiting } from './queue.ts'
import * as sdk from './sdk.ts'
import { sender } from './sender.ts'
import { type Trouble, views } from './views.ts'

const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '{}') as Boot
const t = translator(boot.locale)
const root = document.getElementById('page') ?? document.body
let pass: string | null = null
let platform = ''
let configured: Promise<unknown> | undefined
/** The last answer, to come back to after a photo that was not taken. */
let last: LiveAnswer | null = null

const view = views(t, boot.purpose, {
  locate: () => void locate(),
  decide: (fixId, customerCode, reason, pinIsWrong) =>
    void act({ do: 'decide', fixId, customerCode, reason, pinIsWrong }),
  photo: (kind) => void photo(kind),
  look: () => void act({ do: 'look' }),
  reload: () => void start(),
  close: sdk.closeWindow,
})

const mail = sender(() => platform, {
  answered(piece, answer) {
    if (piece.linkId === boot.linkId) show(answer)
    if (piece.queued) void note(w.sentLate)
    else void note()
  },
  refused(piece, error) {
    if (piece.linkId !== boot.linkId) return
    if (error.refusal) put(view.refusal(error.refusal))
    else if ('bytes' in piece.body) void note(w.photoBad).then(() => last && show(last))
    else put(view.failed(error.message, () => void start()))
  },
  unreachable() {
    if (pass !== null) put(...view.queued())
    void note()
  },
  kept(piece, text) {
    if (piece.linkId === boot.linkId) put(...view.of({ state: 'kept', text }))
  },
})

function put(...sections: readonly HTMLElement[]): void {
  const line = document.getElementById('note')
  root.replaceChildren(...sections, line ?? h('div', { id: 'note', role: 'status' }))
}

/** A line below: what just happened, and how much waits. */
async function note(said?: typeof w.sentLate): Promise<void> {
  const n = (await waiting()).length
  const parts = [said && t(said), n > 0 && t(w.queuedLeft, { n })].filter(Boolean)
  const line = document.getElementById('note')
  if (line) line.textContent = parts.join(' · ')
}

function show(answer: LiveAnswer): void {
  last = answer
  put(...view.of(answer))
}

/** Keeps what was pressed and sends it. */
async function submit(body: Piece['body']): Promise<void> {
  if (pass === null) return start()
  put(view.busy(w.sending))
  const { linkId } = boot
  await mail.add({ key: newKey(), linkId, pass, pressedAt: Date.now(), queued: false, body })
}

const act = (body: Record<string, unknown>) => submit({ act: body })

const reasons: Readonly<Record<number, Trouble>> = {
  107: 'denied',
  1700001: 'closed',
  1700003: 'timeout',
  1700006: 'off',
}

async function locate(): Promise<void> {
  put(view.busy(w.locating, w.locatingHint))
  try {
    await configure()
    const fix = await sdk.locate()
    const measured = fix.measuredAt === null ? null : new Date(fix.measuredAt)
    const ageS = ageOf(measured, new Date())
    // The server decides the same: this spares the way there.
    if (freshness(ageS) === 'stale') put(...view.stale(ageS ?? 0))
    else await act({ do: 'position', fix })
  } catch (error) {
    await failed(error, () => void locate())
  }
}

async function photo(kind: 'storefront' | 'shelf' | 'other'): Promise<void> {
  put(view.busy(w.taking))
  try {
    await configure()
    const taken = await sdk.takePhoto()
    if (taken) return await submit({ kind, bytes: await taken.arrayBuffer() })
    if (last) show(last)
    await note(w.photoCancelled)
  } catch (error) {
    await failed(error, () => (last ? show(last) : void start()))
  }
}

async function failed(error: unknown, retry: () => void): Promise<void> {
  configured = undefined
  if (error instanceof Refused && error.refusal) return put(view.refusal(error.refusal))
  if (error instanceof sdk.SdkError) {
    if (error.errno === 103) return put(view.refusal('desktop'))
    const why = reasons[error.errno]
    if (why) return put(view.trouble(why))
  }
  const detail = error instanceof Error ? error.message : String(error)
  put(view.failed(detail.slice(0, 120), retry))
}

/** Lets the page call the client: a signature is good once, so it is asked for once. */
function configure(): Promise<unknown> {
  configured ??= sign(boot.link, pass).then(sdk.configure)
  return configured
}

async function start(): Promise<void> {
  put(view.busy(w.opening))
  if (!sdk.isInClient()) return put(view.trouble('outside'))
  try {
    await sdk.ready()
    platform = await sdk.systemName()
    if (/^(windows|mac|macos|linux|pc|darwin)/.test(platform)) return put(view.refusal('desktop'))
    pass = keptPass(boot.linkId)
    // What waited from before goes first: it may be the check-in that this page is about.
    await mail.pump()
    if (pass !== null) return await act({ do: 'look' })
    const code = await login()
    if (code === null) return put(view.refusal('login'))
    const opened = await open({ link: boot.link, code, deviceId: deviceId(), platform })
    pass = opened.pass
    keepPass(boot.linkId, pass)
    show(opened.answer)
    // Ready for the first press; what fails here is tried again with it.
    configure().catch(() => {
      configured = undefined
    })
  } catch (error) {
    const offline = error instanceof Unreachable
    await (offline
      ? put(view.failed(error.message.slice(0, 120), () => void start()))
      : failed(error, () => void start()))
  }
}

/** Null when the person does not agree to be known. */
async function login(): Promise<string | null> {
  try {
    return await sdk.loginCode(boot.appId)
  } catch (error) {
    if (error instanceof sdk.SdkError) return null
    throw error
  }
}

void start()
