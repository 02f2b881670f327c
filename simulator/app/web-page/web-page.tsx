import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { get } from '../api.ts'
import { Glyph } from '../card/icons.tsx'
import { Lightbox } from '../card/media.tsx'
import { useModel, usePresets } from '../hooks.ts'
import { type Address, addressOf } from './address.ts'
import { type Device, loadDevice, saveDevice, usualDevice } from './device.ts'
import { DeviceSheet } from './device-sheet.tsx'
import { TempFiles } from './files.ts'
import { PhotoChooser } from './photo-chooser.tsx'
import { samplePhoto } from './sample-photo.ts'
import { useBridge } from './use-bridge.ts'

interface WebPageProps {
  url: string
  phone: boolean
  onClose(): void
}

/** The settings of this person's phone; a phone that was never set stands at the next shop. */
function useDevice(as: string): [Device, (device: Device) => void] {
  const { locations } = usePresets()
  const [device, setDevice] = useState<Device | undefined>(() => loadDevice(as))
  const [first] = locations
  const shown = device ?? {
    ...usualDevice,
    ...(first ? { place: { lng: first.lng, lat: first.lat, name: first.name } } : {}),
  }
  return [
    shown,
    (next) => {
      setDevice(next)
      saveDevice(as, next)
    },
  ]
}

function useAddress(href: string, phone: boolean): Address | undefined {
  const [address, setAddress] = useState<Address | undefined>()
  useEffect(() => {
    const show = (origin: string | null) =>
      setAddress(addressOf(href, origin ?? location.origin, phone))
    get<{ origin: string | null }>('/h5/app').then(
      ({ origin }) => show(origin),
      () => show(null),
    )
  }, [href, phone])
  return address
}

function Outside({ address }: { address: Address }) {
  return (
    <div class="page-outside">
      <Glyph name="globe" />
      <h2>{address.kind === 'other' ? '这会打开另一个应用' : '这个网页不在本机上'}</h2>
      <p>
        {address.kind === 'other'
          ? '手机上会交给拨号、邮件或地图应用。'
          : '飞书会在应用内打开它。模拟器不自己上网,要看就在新标签里打开。'}
      </p>
      <code>{address.url}</code>
      <a class="main-button" href={address.url} target="_blank" rel="noreferrer noopener">
        在新标签打开
      </a>
    </div>
  )
}

interface Choosing {
  sources: string[]
  most: number
  resolve(files: File[]): void
}

/** A web page inside the phone, as Feishu opens it, with the calls that its script offers. */
export function WebPage({ url, phone, onClose }: WebPageProps) {
  const { model, state } = useModel()
  const frame = useRef<HTMLIFrameElement>(null)
  const files = useMemo(() => new TempFiles(), [])
  const [device, setDevice] = useDevice(state.as)
  const address = useAddress(url, phone)
  const [title, setTitle] = useState('')
  const [last, setLast] = useState('')
  const [settings, setSettings] = useState(false)
  const [choosing, setChoosing] = useState<Choosing | undefined>()
  const [preview, setPreview] = useState('')

  useBridge(frame, {
    model,
    as: state.as,
    phone,
    device,
    files,
    choosePhotos: async (sources, most) => {
      if (device.photos === 'cancel') return []
      if (device.photos === 'sample') return [await samplePhoto()]
      return new Promise((resolve) => setChoosing({ sources, most, resolve }))
    },
    onTitle: setTitle,
    onCall: (api, ok) => setLast(`${api}:${ok ? 'ok' : 'fail'}`),
    onPreview: setPreview,
    close: onClose,
  })
  const choose = (photos: File[]) => {
    choosing?.resolve(photos)
    setChoosing(undefined)
  }
  return (
    <section
      class="web-page"
      aria-label={`网页 ${title || url}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !settings && !choosing) onClose()
      }}
    >
      <header class="page-head">
        <button
          type="button"
          class="icon-button"
          aria-label="关闭网页 Close page"
          onClick={onClose}
        >
          <Glyph name="close" />
        </button>
        <div>
          <h1>{title || '网页'}</h1>
          <small>{address?.url.replace(/^https?:\/\//, '').replace(/\?.*$/, '')}</small>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label="刷新网页 Reload"
          onClick={() => {
            if (frame.current && address) frame.current.src = address.url
          }}
        >
          <Glyph name="refresh" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="设备:位置与照片 Device"
          title="设备:位置与照片 Device"
          onClick={() => setSettings(true)}
        >
          <Glyph name="setting" />
        </button>
      </header>
      {address?.kind === 'page' && (
        <>
          <iframe
            ref={frame}
            src={address.url}
            title={title || '网页'}
            allow="geolocation; camera; microphone"
          />
          <button type="button" class="page-device" onClick={() => setSettings(true)}>
            <Glyph name="location" />
            <span>
              {device.place.name || '未命名的位置'} · ±{device.accuracyM} 米
              {device.ageS > 0 ? ` · ${device.ageS} 秒前` : ''}
            </span>
            {last && <code>{last}</code>}
          </button>
        </>
      )}
      {address && address.kind !== 'page' && <Outside address={address} />}
      {settings && (
        <DeviceSheet device={device} onChange={setDevice} onClose={() => setSettings(false)} />
      )}
      {choosing && (
        <PhotoChooser sources={choosing.sources} most={choosing.most} onChoose={choose} />
      )}
      {preview && <Lightbox src={preview} alt="预览" onClose={() => setPreview('')} />}
    </section>
  )
}
