import { z } from 'zod'

import type { Me } from '../types.ts'

export const email = z.string().trim().max(254).pipe(z.email('An e-mail address looks like name@example.com'))
export const password = z.string().min(1, 'Type your password').max(1024, 'That is too long')

export const meOf = ({ name, email: mail, role }: Me): Me => ({ name, email: mail, role })
