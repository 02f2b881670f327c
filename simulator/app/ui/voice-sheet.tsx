import { useEffect, useRef, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import { Sheet } from './overlay.tsx'
import { madeUpVoice, type Recording, startRecording } from './voice.ts'

/** Speak into the microphone, or send a made-up voice of a chosen length. */
export function VoiceSheet({ onClose }: { onClose(): void }) {
  const { model } = useModel()
  const [seconds, setSeconds] = useState(5)
  const [recording, setRecording] = useState<Recording | undefined>()
  const [failure, setFailure] = useState('')
  const running = useRef<Recording | undefined>(undefined)
  running.current = recording
  useEffect(() => () => running.current?.cancel(), [])

  const toggle = async () => {
    if (recording) {
      const { file, durationMs } = await recording.stop()
      setRecording(undefined)
      onClose()
      void model.sendVoice(file, durationMs)
      return
    }
    try {
      setRecording(await startRecording())
      setFailure('')
    } catch {
      setFailure('用不了麦克风,可以发一段模拟的语音')
    }
  }
  return (
    <Sheet title="语音 Voice" onClose={onClose}>
      <div class="voice-sheet">
        <button
          type="button"
          class={`voice-button ${recording ? 'is-on' : ''}`}
          aria-label={recording ? '停下并发送 Stop and send' : '录音 Record'}
          aria-pressed={recording !== undefined}
          onClick={() => void toggle()}
        >
          <Glyph name="mic" />
        </button>
        <p role="status">{failure || (recording ? '正在录音,再点一下发送' : '点一下开始录音')}</p>
      </div>
      <div class="dial">
        <label for="voice-seconds">
          <strong>模拟语音</strong>
          <small>没有麦克风时用</small>
        </label>
        <input
          id="voice-seconds"
          type="range"
          min={1}
          max={60}
          value={seconds}
          aria-valuetext={`${seconds} 秒`}
          onInput={(event) => setSeconds(Number(event.currentTarget.value))}
        />
        <output for="voice-seconds">{seconds} 秒</output>
      </div>
      <button
        type="button"
        class="main-button is-wide"
        onClick={() => {
          onClose()
          void model.sendVoice(madeUpVoice(seconds * 1000), seconds * 1000)
        }}
      >
        发送模拟语音
      </button>
    </Sheet>
  )
}
