import { Glyph } from './icons.tsx'

interface PagesProps {
  /** From 0. */
  page: number
  pages: number
  onTurn(page: number): void
}

/** The pages of a table, where it has more than one. */
export function Pages({ page, pages, onTurn }: PagesProps) {
  if (pages <= 1) return null
  const turn = (event: Event, to: number) => {
    event.stopPropagation()
    onTurn(to)
  }
  return (
    <div class="table-pages">
      <button
        type="button"
        aria-label="上一页"
        disabled={page === 0}
        onClick={(event) => turn(event, page - 1)}
      >
        <Glyph name="left" />
      </button>
      <span>
        {page + 1}/{pages}
      </span>
      <button
        type="button"
        aria-label="下一页"
        disabled={page >= pages - 1}
        onClick={(event) => turn(event, page + 1)}
      >
        <Glyph name="right" />
      </button>
    </div>
  )
}
