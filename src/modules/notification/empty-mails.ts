import type { Tx } from '#platform/db'

/** Takes all mails away, sent and kept: for a shop that leaves its trial time behind. */
export async function emptyMails(tx: Tx): Promise<void> {
  await tx.deleteFrom('mails').execute()
}
