import { useQuery } from '@tanstack/react-query'

import type { ValueChoices } from '../../admin-api/types.ts'
import { ask } from '../api.ts'

/** Currencies and languages to choose from, and how long bought cards hold. */
export const useChoices = () =>
  useQuery({ queryKey: ['value-choices'], queryFn: () => ask<ValueChoices>('GET', '/stored-value/choices') })
