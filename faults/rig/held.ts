import { type Rig, until } from './rig.ts'

const LOCK = 4711

/** Writes that are held in the middle of their transactions. */
export type Held = Readonly<{
  /** Answers when so many are held. @throws Error when they are not within ten seconds. */
  reached: (count: number) => Promise<void>
  letGo: () => Promise<void>
}>

/** Holds back every write of a kind: `update of state on payments`, `when new.state = 'captured'`. */
export async function heldBack(rig: Rig, write: string, when: string): Promise<Held> {
  await rig.query(`create or replace function held_back() returns trigger language plpgsql as
    $$ begin
      while exists (select from pg_locks where locktype = 'advisory' and objid = ${LOCK}) loop
        perform pg_sleep(0.01);
      end loop;
      return new; end $$`)
  const holder = await rig.holding(LOCK)
  await rig.query(`create trigger held_back before ${write} for each row when (${when}) execute function held_back()`)
  const held = async (): Promise<number> => {
    const [row] = await rig.query<{ held: string }>(
      `select count(*) as held from pg_stat_activity where wait_event = 'PgSleep'`,
    )
    return Number(row?.held)
  }
  return {
    reached: (count) => until(`${count} are held`, async () => (await held()) >= count, 10_000),
    letGo: async () => {
      await holder.release()
      await rig.query(`drop trigger held_back on payments`)
    },
  }
}
