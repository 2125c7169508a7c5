import { gatewayContract } from './gateway-contract.ts'
import { memoryGateway } from './memory-gateway.ts'

const { gateway, decide, sign } = memoryGateway()

gatewayContract('the gateway in memory', () => ({
  gateway,
  pay: async (ref) => decide(ref, 'paid'),
  decline: async (ref) => decide(ref, 'failed'),
  message: sign,
}))
