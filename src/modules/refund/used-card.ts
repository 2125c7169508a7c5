import type { CardUsed } from '#modules/stored-value'

/** Why an order with gift cards cannot be called off or refunded. */
export const whyUsed = ({ hint }: CardUsed): string =>
  `The gift card ending in ${hint} is not whole any more, so its price cannot go back`
