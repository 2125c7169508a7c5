export { openWaysToPay, type WaysToPay } from './ways-to-pay.ts'
