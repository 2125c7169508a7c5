import type { LinkToken } from '#modules/customer'
import { href, type Place } from '../place.ts'

/** Where a personal link leads. */
export const signInPath = (place: Place, token: LinkToken): string => href(place, `/sign-in/${token}`)
