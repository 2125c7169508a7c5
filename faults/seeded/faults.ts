import { atDoors } from './doors.ts'
import type { SeededFault } from './fault.ts'
import { inOrders } from './orders.ts'

const numberOf = ({ id }: SeededFault): number => Number(id.slice(1))

/** Mistakes as shops have really made them, small enough for a reader to miss. Each must turn its test red. */
export const seededFaults: readonly SeededFault[] = [...inOrders, ...atDoors].toSorted(
  (a, b) => numberOf(a) - numberOf(b),
)
