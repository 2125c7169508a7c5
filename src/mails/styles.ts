import type { CSSProperties } from 'preact'

const ink = '#22282d'
const soft = '#5c666e'
const line = '#e4e2dc'
const font = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

const row: CSSProperties = { display: 'flex', justifyContent: 'space-between', padding: '3px 0' }
const heading: CSSProperties = { margin: '28px 0 6px', fontSize: '13px', fontWeight: 600, letterSpacing: '0.02em' }

/** One place for the look of all mails. */
export const styles = {
  body: {
    margin: 0,
    padding: 0,
    background: '#f4f2ec',
    color: ink,
    fontFamily: font,
    fontSize: '16px',
    lineHeight: 1.5,
  },
  hidden: { display: 'none', maxHeight: 0, overflow: 'hidden' },
  page: { maxWidth: '560px', margin: '0 auto', padding: '28px 16px 40px' },
  shop: { margin: '0 0 16px', padding: '0 4px', fontSize: '17px', fontWeight: 600 },
  plainLink: { color: ink, textDecoration: 'none' },
  sheet: { background: '#ffffff', border: `1px solid ${line}`, borderRadius: '12px', padding: '28px 24px' },
  title: { margin: '0 0 8px', fontSize: '24px', lineHeight: 1.25, fontWeight: 600 },
  text: { margin: '0 0 12px' },
  heading,
  row,
  strongRow: { ...row, fontWeight: 600 },
  label: { flex: '1 1 auto', paddingRight: '16px' },
  value: { flex: '0 1 auto', textAlign: 'right' },
  sum: { flex: 'none', textAlign: 'right', whiteSpace: 'nowrap' },
  buttons: { margin: '24px 0 4px' },
  button: {
    display: 'inline-block',
    margin: '0 16px 8px 0',
    padding: '12px 22px',
    borderRadius: '8px',
    background: ink,
    color: '#ffffff',
    fontWeight: 600,
    textDecoration: 'none',
  },
  link: { display: 'inline-block', padding: '12px 0', color: ink },
  line: { display: 'flex', alignItems: 'flex-start', padding: '10px 0', borderBottom: `1px solid ${line}` },
  picture: { flex: 'none', marginRight: '14px', borderRadius: '6px', objectFit: 'cover', background: '#efece4' },
  code: { display: 'block', margin: '12px 0', borderRadius: '6px' },
  what: { flex: '1 1 auto', paddingRight: '12px' },
  soft: { color: soft, fontSize: '14px' },
  address: { margin: 0, whiteSpace: 'pre-line' },
  foot: { padding: '20px 4px 0', color: soft, fontSize: '13px' },
  footText: { margin: '0 0 10px' },
  footLink: { color: soft },
} as const satisfies Record<string, CSSProperties>

/** For mail programs that know dark mode. Those that do not recolor by themselves keep the light sheet. */
export const darkStyles = `@media (prefers-color-scheme: dark) {
.body { background: #14171a !important; color: #e8eaec !important; }
.sheet { background: #1d2125 !important; border-color: #30363c !important; }
.rule { border-color: #30363c !important; }
.ink { color: #e8eaec !important; }
.soft, .sheet span[style*="5c666e"] { color: #a5afb8 !important; }
.button { background: #e8eaec !important; color: #14171a !important; }
}`
