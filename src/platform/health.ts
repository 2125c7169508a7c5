import { sql } from 'kysely'

import type { Db } from './db.ts'
import type { Face } from './http/face.ts'
import { get } from './http/route.ts'

/** For load balancers and monitors: 200 when the database answers. A process that is draining answers 503 before this. */
export function healthFace(db: Db): Face {
  return {
    policy: "default-src 'none'",
    voice: {
      notFound: (c) => c.text('There is nothing here.', 404),
      refused: (c, status, problems) => c.text(problems[0]?.message ?? '', status),
      fault: (c) => c.text('The database does not answer.', 503),
    },
    routes: [
      get({
        path: '/health',
        who: 'anyone',
        rate: 'unlimited',
        isUrgent: true,
        cache: 'private',
        query: null,
        handle: async (c) => {
          await sql`select 1`.execute(db)
          return c.json({ status: 'ok' })
        },
      }),
    ],
  }
}
