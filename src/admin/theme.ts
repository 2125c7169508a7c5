import { createTheme, Modal, type MantineColorsTuple, Notification } from '@mantine/core'

import { words } from './messages/index.ts'

/** Slate with a little sea in it: quiet enough for a day's work. */
const ink: MantineColorsTuple = [
  '#eff4f7',
  '#dfe8ee',
  '#bed1dd',
  '#9ab8cb',
  '#7ba3bc',
  '#5f8ba7',
  '#43708c',
  '#2c5870',
  '#22475c',
  '#1a3748',
]

/** Nights are blue-gray, not brown: text, lines, fields, cards, ground. */
const dark: MantineColorsTuple = [
  '#e8eaec',
  '#bcc5cd',
  '#a3adb6',
  '#6b757e',
  '#40474e',
  '#2b3035',
  '#22262a',
  '#1b1e21',
  '#131517',
  '#0e1011',
]

const closeButtonProps = { 'aria-label': words.close }

export const theme = createTheme({
  components: {
    Modal: Modal.extend({ defaultProps: { closeButtonProps } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps } }),
  },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '620', textWrap: 'balance' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
})
