import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { post } from '../api.ts'
import { simulatorNow } from '../clock.ts'
import { type Json, num, obj, str, strings } from '../json.ts'
import type { ChatModel } from '../model.ts'
import { isRequest, mark, type Reply } from '../sdk/protocol.ts'
import type { ToastKind } from '../types.ts'
import { type Device, locationOf, troubles } from './device.ts'
import type { TempFiles } from './files.ts'

export interface Shell {
  model: ChatModel
  as: string
  phone: boolean
  device: Device
  files: TempFiles
  /** Lets the person take or choose photos; an empty list = cancelled. */
  choosePhotos(sources: string[], most: number): Promise<File[]>
  onTitle(title: string): void
  onCall(api: string, ok: boolean): void
  onPreview(url: string): void
  close(): void
}

type Answer = Omit<Reply, 'mark' | 'id'>

const slowMs = 3000
const done = (result: Json = {}): Answer => ({ ok: true, result })
const failed = (errno: number, error: string, more: Json = {}): Answer => ({
  ok: false,
  result: { errno, ...more },
  error,
})

/** Calls that a page must have listed in a successful `h5sdk.config`. */
const needsConfig = new Set(['getLocation', 'chooseImage', 'previewImage'])

/** Answers the SDK of the page in the frame, whatever origin that page has. */
export function useBridge(frame: RefObject<HTMLIFrameElement | null>, shell: Shell): void {
  const now = useRef(shell)
  now.current = shell
  useEffect(() => {
    const allowed = new Set<string>()
    const onMessage = async (event: MessageEvent<unknown>) => {
      const page = frame.current?.contentWindow
      if (!page || event.source !== page || !isRequest(event.data)) return
      const { id, api, params } = event.data
      const answer = await answerTo(api, obj(params), now.current, allowed).catch(
        (error: unknown): Answer =>
          failed(102, error instanceof Error ? error.message : String(error)),
      )
      if (api !== 'hello' && api !== 'title') now.current.onCall(api, answer.ok)
      const reply: Reply = { mark, id, ...answer }
      page.postMessage(reply, event.origin === 'null' ? '*' : event.origin)
    }
    const listen = (event: MessageEvent<unknown>) => void onMessage(event)
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [frame])
}

async function answerTo(
  api: string,
  params: Json,
  shell: Shell,
  allowed: Set<string>,
): Promise<Answer> {
  if (needsConfig.has(api) && !allowed.has(api)) {
    return failed(105, 'authentication fail: config has not allowed this call', {
      errCode: 333445,
    })
  }
  switch (api) {
    case 'hello':
    case 'title':
    case 'setNavigationBarTitle':
      if (str(params.title)) shell.onTitle(str(params.title))
      return done()
    case 'config':
      return configure(params, shell, allowed)
    case 'getLocation':
      return locate(shell)
    case 'chooseImage':
      return chooseImages(params, shell)
    case 'requestAccess':
    case 'requestAuthCode':
      return login(params, shell)
    case 'readFile': {
      const read = shell.files.read(params)
      return 'error' in read ? failed(104, read.error) : done(read)
    }
    case 'getFileInfo':
    case 'access': {
      const bytes = shell.files.get(str(params.filePath) || str(params.path))
      return bytes ? done({ size: bytes.length }) : failed(104, 'file not found')
    }
    case 'showToast':
      shell.model.toast({ type: toastKind(str(params.icon)), content: str(params.title) })
      return done()
    case 'hideToast':
      return done()
    case 'previewImage':
      shell.onPreview(str(params.current) || (strings(params.urls)[0] ?? ''))
      return done()
    case 'closeWindow':
      shell.close()
      return done()
    default:
      return failed(103, `feature not support: ${api}`)
  }
}

async function configure(params: Json, shell: Shell, allowed: Set<string>): Promise<Answer> {
  const list = strings(params.jsApiList)
  if (!Array.isArray(params.jsApiList)) {
    return failed(104, 'jsApiList must be an array', { errCode: 1012 })
  }
  const { ok, errCode, errMsg } = await post<{ ok: boolean; errCode?: number; errMsg?: string }>(
    '/h5/config',
    {
      as: shell.as,
      appId: str(params.appId),
      timestamp: params.timestamp,
      nonceStr: str(params.nonceStr),
      signature: str(params.signature),
      url: str(params.url),
    },
  )
  if (!ok) return failed(105, errMsg ?? '', { errCode: errCode ?? 0 })
  for (const api of list) allowed.add(api)
  return done({ session_key: 'simulated' })
}

async function locate({ device, phone }: Shell): Promise<Answer> {
  if (!phone) return failed(103, 'feature not support: getLocation is for phones only')
  const trouble = troubles[device.trouble]
  if (device.trouble === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs))
  if ('errno' in trouble) return failed(trouble.errno, trouble.error)
  return done(locationOf(device, simulatorNow()))
}

async function chooseImages(params: Json, shell: Shell): Promise<Answer> {
  const wanted = strings(params.sourceType)
  const sources = wanted.length > 0 ? wanted : ['album', 'camera']
  // A desktop has its album only, whatever is asked for.
  const possible = shell.phone ? sources : ['album']
  const most = Math.max(1, Math.min(20, num(params.count, 9)))
  const photos = await shell.choosePhotos(possible, most)
  if (photos.length === 0) return failed(1_300_001, 'User canceled the operation')
  const tempFiles = await Promise.all(photos.slice(0, most).map((one) => shell.files.add(one)))
  return done({ tempFilePaths: tempFiles.map(({ path }) => path), tempFiles })
}

async function login(params: Json, shell: Shell): Promise<Answer> {
  if (shell.device.login === 'no') return failed(107, 'user permission denied')
  const appID = str(params.appID) || str(params.appId)
  const { code } = await post<{ code: string }>('/h5/code', { as: shell.as, appID })
  return done({ code, ...(params.state === undefined ? {} : { state: params.state }) })
}

function toastKind(icon: string): ToastKind {
  if (icon === 'error' || icon === 'warning') return icon
  return icon === 'none' || icon === 'info' || icon === 'loading' ? 'info' : 'success'
}
