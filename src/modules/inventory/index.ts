export { availabilityOf, readMovements, readStockLevels, type StockLevel } from './queries.ts'
export { commitStock, releaseStock, reserve, restock, restockLines } from './reserve.ts'
export { adjustStock, setStock, setStocks, type SetStock } from './set-stock.ts'
export {
  mostOf,
  nothingThere,
  stockWord,
  type Availability,
  type BelowReserved,
  type NotEnoughStock,
  type StockMovement,
  type StockPolicy,
  type StockWord,
} from './stock.ts'
export { mainLocation } from './store.ts'
export { emptyReservations } from './empty-reservations.ts'
export { insertStock } from './insert-stock.ts'
