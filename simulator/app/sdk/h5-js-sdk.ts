/**
 * Stands in for the platform's `h5-js-sdk-….js` on pages that the simulator shows: `window.h5sdk`
 * and `window.tt` with the documented calls, each carried out by the window around. Outside the
 * simulator neither exists, as outside the Feishu client.
 */
import { isReply, mark, type Reply, type Request } from './protocol.ts'

type Fields = Record<string, unknown>

/** The standard object of every call. */
interface Call extends Fields {
  success?: (result: Fields) => void
  fail?: (error: Fields) => void
  complete?: (result: Fields) => void
}

interface ConfigCall extends Fields {
  onSuccess?: (result: Fields) => void
  onFail?: (error: Fields) => void
}

const shell = window.parent
const waiting = new Map<number, (reply: Reply) => void>()
const readyCallbacks: (() => void)[] = []
const errorCallbacks: ((error: Fields) => void)[] = []
let lastId = 0
let isReady = false

function ask(api: string, params: Fields = {}): Promise<Reply> {
  lastId += 1
  const id = lastId
  const request: Request = { mark, id, api, params: plain(params) }
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    // The page does not know whose window it is in; nothing secret is said to it.
    shell.postMessage(request, '*')
  })
}

/** Without functions, which cannot be sent. */
function plain(params: Fields): Fields {
  return JSON.parse(JSON.stringify(params)) as Fields
}

function call(api: string) {
  return (options: Call = {}): void => {
    void ask(api, options).then(({ ok, result, error }) => {
      const errMsg = ok ? `${api}:ok` : `${api}:fail ${error ?? ''}`.trim()
      const outcome = { ...result, errMsg }
      if (ok) options.success?.(outcome)
      else options.fail?.({ ...outcome, errString: error })
      options.complete?.(outcome)
    })
  }
}

function config(options: ConfigCall = {}): void {
  const [url] = location.href.split('#')
  void ask('config', { ...options, url }).then(({ ok, result, error }) => {
    if (ok) {
      options.onSuccess?.(result)
      return
    }
    const { errCode } = result
    const failure = { ...result, errMsg: error, errorCode: errCode, errorMessage: error }
    options.onFail?.(failure)
    for (const callback of errorCallbacks) callback(failure)
  })
}

const fileSystem = {
  readFile: call('readFile'),
  getFileInfo: call('getFileInfo'),
  access: call('access'),
}

const h5sdk = {
  ready(callback: () => void): void {
    if (isReady) callback()
    else readyCallbacks.push(callback)
  },
  error(callback: (error: Fields) => void): void {
    errorCallbacks.push(callback)
  },
  config,
}

const names = [
  'getLocation',
  'chooseImage',
  'requestAccess',
  'requestAuthCode',
  'showToast',
  'hideToast',
  'closeWindow',
  'previewImage',
  'setNavigationBarTitle',
] as const

const tt = {
  ...Object.fromEntries(names.map((name) => [name, call(name)])),
  getFileSystemManager: () => fileSystem,
}

if (shell !== window) {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== shell || !isReply(event.data)) return
    const resolve = waiting.get(event.data.id)
    waiting.delete(event.data.id)
    resolve?.(event.data)
  })
  Object.assign(window, { h5sdk, tt })
  void ask('hello', { title: document.title }).then(() => {
    isReady = true
    for (const callback of readyCallbacks) callback()
  })
  window.addEventListener('load', () => void ask('title', { title: document.title }))
}
