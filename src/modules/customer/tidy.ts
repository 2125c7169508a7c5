import type { Db } from '#platform/db'
import { deleteWhatIsOver } from './store.ts'

/** Takes away sessions and links that have run out. */
export const tidyCustomers = (db: Db, now: Date): Promise<void> => deleteWhatIsOver(db, now)
