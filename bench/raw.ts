import { randomUUID } from 'node:crypto'

import { Client, Pool } from 'pg'

/** The least that an order costs in this database: order, two lines, two conditional stock decrements, a payment. */
export async function rawOrders(url: string, seconds: number): Promise<number> {
  const pool = new Pool({ connectionString: url, max: 8 })
  const end = performance.now() + seconds * 1000
  let orders = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = await pool.connect()
      while (performance.now() < end) {
        await order(client)
        orders++
      }
      client.release()
    }),
  )
  await pool.end()
  return orders / seconds
}

type Asking = {
  query: (config: { name: string; text: string; values: unknown[] }) => Promise<{ rowCount: number | null }>
}

async function order(client: Asking & Pick<Client, 'query'>): Promise<void> {
  const id = randomUUID()
  const ask = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  const [first = 1, second = 2] = [
    1 + (Math.floor(performance.now() * 7) % 5000),
    5001 + (Math.floor(performance.now() * 13) % 5000),
  ]
  await client.query('begin')
  await ask('o', "insert into bench_raw.orders (id, total, state) values ($1, 5400, 'open')", [id])
  await ask('l', 'insert into bench_raw.lines (order_id, variant, quantity, amount) values ($1, $2, 1, 2700)', [
    id,
    first,
  ])
  await ask('l', 'insert into bench_raw.lines (order_id, variant, quantity, amount) values ($1, $2, 1, 2700)', [
    id,
    second,
  ])
  const decrement = 'update bench_raw.stock set on_hand = on_hand - 1 where variant = $1 and on_hand >= 1'
  await ask('s', decrement, [first])
  await ask('s', decrement, [second])
  await ask('p', "insert into bench_raw.payments (id, order_id, amount, state) values ($1, $2, 5400, 'captured')", [
    randomUUID(),
    id,
  ])
  await client.query('commit')
}

export async function prepareRaw(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(`
    drop schema if exists bench_raw cascade;
    create schema bench_raw;
    create table bench_raw.orders (id uuid primary key, total bigint not null, state text not null, at timestamptz not null default now());
    create table bench_raw.lines (order_id uuid not null references bench_raw.orders, variant integer not null, quantity integer not null, amount bigint not null);
    create index on bench_raw.lines (order_id);
    create table bench_raw.stock (variant integer primary key, on_hand integer not null check (on_hand >= 0));
    create table bench_raw.payments (id uuid primary key, order_id uuid not null references bench_raw.orders, amount bigint not null, state text not null);
    create index on bench_raw.payments (order_id);
    insert into bench_raw.stock select n, 1000000 from generate_series(1, 10000) n;
  `)
  await client.end()
}

export async function dropRaw(url: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query('drop schema if exists bench_raw cascade')
  await client.end()
}
