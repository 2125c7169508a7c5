export { viesRegister } from './vies.ts'
