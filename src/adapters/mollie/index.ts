export { mollieGateway, type MollieSettings } from './gateway.ts'
export { toMollie } from './amounts.ts'
