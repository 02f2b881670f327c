const rate = 8000
const headerBytes = 44

/** A murmur of this length, ms: stands for a voice where there is no microphone. */
export function madeUpVoice(durationMs: number): File {
  const count = Math.round((durationMs / 1000) * rate)
  const bytes = new DataView(new ArrayBuffer(headerBytes + count))
  const write = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) bytes.setUint8(at + i, text.charCodeAt(i))
  }
  write(0, 'RIFF')
  bytes.setUint32(4, 36 + count, true)
  write(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, rate, true)
  bytes.setUint32(28, rate, true)
  bytes.setUint16(32, 1, true)
  bytes.setUint16(34, 8, true)
  write(36, 'data')
  bytes.setUint32(40, count, true)
  for (let i = 0; i < count; i++) {
    const second = i / rate
    const loud = Math.max(0, Math.sin(second * 9)) * 40
    bytes.setUint8(headerBytes + i, 128 + Math.sin(second * 2 * Math.PI * 180) * loud)
  }
  return new File([bytes.buffer], 'voice.wav', { type: 'audio/wav' })
}

export interface Recording {
  /** Ends it; gives what was said and how long it took, ms. */
  stop(): Promise<{ file: File; durationMs: number }>
  cancel(): void
}

/** Listens to the microphone; throws where there is none or it is not allowed. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const recorder = new MediaRecorder(stream)
  const pieces: Blob[] = []
  const startedAt = Date.now()
  recorder.addEventListener('dataavailable', (event) => pieces.push(event.data))
  recorder.start()
  const silence = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => {
          silence()
          const file = new File(pieces, 'voice.webm', { type: recorder.mimeType })
          resolve({ file, durationMs: Date.now() - startedAt })
        })
        recorder.stop()
      }),
    cancel: silence,
  }
}
