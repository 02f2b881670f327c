import { json } from '@codemirror/lang-json'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup } from 'codemirror'

export interface Editor {
  text(): string
  /** Replaces everything; one step of undo. */
  set(text: string): void
  mark(diagnostics: Diagnostic[]): void
  /** Puts the cursor there and scrolls to it. */
  reveal(from: number, to: number): void
  insert(text: string): void
  focus(): void
  destroy(): void
}

interface Options {
  parent: HTMLElement
  text: string
  label: string
  onChange(text: string): void
  onSend(): void
}

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--side)',
    color: 'var(--text-hint)',
    borderRight: '1px solid var(--line-soft)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--selection)' },
  '.cm-foldPlaceholder': {
    border: '0',
    backgroundColor: 'var(--fill)',
    color: 'var(--text-caption)',
  },
  '.cm-tooltip, .cm-panels': {
    border: '1px solid var(--line)',
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
  },
  '.cm-diagnostic': { fontFamily: 'inherit', whiteSpace: 'pre-wrap' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    backgroundColor: 'color-mix(in srgb, var(--danger) 9%, transparent)',
    borderBottom: '2px solid var(--danger)',
  },
})

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
  { tag: [tags.separator, tags.punctuation, tags.brace, tags.squareBracket], color: 'inherit' },
])

/** The JSON editor of the workshop: a chunk of its own, loaded when the workshop opens. */
export function createEditor({ parent, text, label, onChange, onSend }: Options): Editor {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      // Before the basic keys, where Ctrl+Enter makes a new line.
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            onSend()
            return true
          },
        },
      ]),
      basicSetup,
      json(),
      theme,
      syntaxHighlighting(colors),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        'data-slash': '',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString())
      }),
    ],
  })
  return {
    text: () => view.state.doc.toString(),
    set(next) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    },
    mark: (diagnostics) => view.dispatch(setDiagnostics(view.state, diagnostics)),
    reveal(from, to) {
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
      view.focus()
    },
    insert: (words) => view.dispatch(view.state.replaceSelection(words)),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
