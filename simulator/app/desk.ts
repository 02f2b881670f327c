import { type DeskPlace, type Place, readHash, type View, writeHash } from './hash.ts'
import { ChatModel } from './model.ts'

export interface Column {
  key: number
  model: ChatModel
  place: Place
}

/** The whole window: which view is open, the main person, and people in columns beside. */
export class Desk {
  view: View
  readonly main: ChatModel
  columns: Column[] = []
  /** JSON that the workshop should open with, such as a card taken from a chat. */
  draft: string | undefined
  #place: DeskPlace
  #nextKey = 1
  readonly #listeners = new Set<() => void>()

  constructor() {
    this.#place = readHash()
    this.view = this.#place.view
    this.main = new ChatModel({
      read: () => this.#place.main,
      write: (place, how) => {
        this.#place = { ...this.#place, main: place }
        this.#save(how)
      },
    })
    this.#sitDown(this.#place.beside)
  }

  async start(): Promise<void> {
    window.addEventListener('hashchange', () => this.#followAddress())
    await Promise.all([this.main, ...this.columns.map(({ model }) => model)].map((m) => m.start()))
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  show(view: View): void {
    if (view === this.view) return
    this.view = view
    this.#place = { ...this.#place, view }
    this.#save('push')
    this.#tell()
  }

  /** Opens a chat as one of its people in the main phone. */
  openChat(as: string, chat: string): void {
    this.view = 'chats'
    this.#place = { ...this.#place, view: 'chats', main: { as, chat } }
    this.#save('push')
    this.main.follow()
    this.#tell()
  }

  /** Opens the workshop with this card. */
  openInWorkshop(card: object): void {
    this.draft = JSON.stringify(card, null, 2)
    this.show('workshop')
    this.#tell()
  }

  takeDraft(): string | undefined {
    const { draft } = this
    this.draft = undefined
    return draft
  }

  addColumn(): void {
    const column = this.#column({ as: '', chat: '' })
    this.columns = [...this.columns, column]
    this.#save('push')
    this.#tell()
    void column.model.start()
  }

  closeColumn(key: number): void {
    this.columns.find((one) => one.key === key)?.model.stop()
    this.columns = this.columns.filter((one) => one.key !== key)
    this.#save('push')
    this.#tell()
  }

  #column(place: Place): Column {
    const key = this.#nextKey
    this.#nextKey += 1
    const column: Column = {
      key,
      place,
      model: new ChatModel({
        read: () => column.place,
        write: (next, how) => {
          column.place = next
          this.#save(how)
        },
      }),
    }
    return column
  }

  #sitDown(places: Place[]): void {
    this.columns = places.map((place) => this.#column(place))
  }

  #save(how: 'push' | 'replace'): void {
    const beside = this.columns.map(({ place }) => place)
    this.#place = { ...this.#place, beside }
    writeHash(this.#place, how)
  }

  #followAddress(): void {
    const place = readHash()
    const same = place.beside.length === this.columns.length
    this.#place = place
    this.view = place.view
    if (same) {
      this.columns.forEach((column, at) => {
        column.place = place.beside[at] ?? column.place
        column.model.follow()
      })
    } else {
      for (const { model } of this.columns) model.stop()
      this.#sitDown(place.beside)
      for (const { model } of this.columns) void model.start()
    }
    this.main.follow()
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
