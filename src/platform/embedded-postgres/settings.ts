/** A shop on one small machine. Everything goes by the command line, so that no file in the cluster can weaken it. */
const always = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  logging_collector: 'off',
}

/** What an accepted order relies on: it is on the disk when we say so. */
export const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }

/** For throw-away databases of tests only: a power cut may ruin them. */
export const relaxed = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

type Place = Readonly<{ sockets: string | null; port: number }>

/** The server's own arguments. It listens on its socket only; on Windows, which has none, on this machine's own address. */
export function argumentsFor({ sockets, port }: Place, durability: Record<string, string>): string[] {
  const listening = sockets
    ? { listen_addresses: '', unix_socket_directories: quotedList(sockets), unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1' }
  const settings = { ...always, ...listening, ...durability, port: String(port) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const quotedList = (folder: string): string => (/[\s,"]/.test(folder) ? `"${folder.replaceAll('"', '""')}"` : folder)
