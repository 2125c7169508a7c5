import { queries } from '../queries.ts'

/** The card and the lists that it stands in are read again. */
export function forgetCard(id: string): void {
  void queries.invalidateQueries({ queryKey: ['gift-card', id] })
  void queries.invalidateQueries({ queryKey: ['gift-cards'] })
}
