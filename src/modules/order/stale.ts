import type { LockedOrder } from './store.ts'

/** Somebody changed the order after the screen was read: look again. */
export type Stale = { code: 'stale' }

/** Without a version nobody has looked at a screen: a machine, which decides by what it finds. */
export const isStale = ({ version }: LockedOrder, seen: { version?: number | undefined }): boolean =>
  seen.version !== undefined && seen.version !== version
