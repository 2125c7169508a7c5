import { queries } from '../queries.ts'

/** All that shows credit is read again. */
export function forgetCredit(): void {
  void queries.invalidateQueries({ queryKey: ['store-credit'] })
}
