// Today's tables on one page, written from the catalog of a migrated database.

const skipped = "('schema_migrations')"

/** All tables, sequences, functions and triggers of the shop as SQL, in alphabetical order. */
export async function schemaOf(pool) {
  const tables = await rows(pool, tablesQuery)
  const columns = await rows(pool, columnsQuery)
  const constraints = await rows(pool, constraintsQuery)
  const indexes = await rows(pool, indexesQuery)
  const triggers = await rows(pool, triggersQuery)
  const of = (list, name) => list.filter((row) => row.table === name)
  const parts = [
    '-- Today\'s tables, written by "npm run tables" from the migrations. Do not edit.',
    ...(await rows(pool, sequencesQuery)).map(({ name, start }) => `create sequence ${name} start ${start};`),
    ...(await rows(pool, functionsQuery)).map(({ definition }) => `${definition.trim()};`),
    ...tables.map(({ name }) =>
      [
        tableText(name, of(columns, name), of(constraints, name)),
        ...of(indexes, name).map(({ definition }) => `${lowered(definition)};`),
        ...of(triggers, name).map(({ definition }) => `${definition};`),
      ].join('\n'),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

async function rows(pool, query) {
  return (await pool.query(query)).rows
}

function tableText(name, columns, constraints) {
  const widest = (key) => Math.max(...columns.map((column) => column[key].length))
  const [nameWidth, typeWidth] = [widest('name'), widest('type')]
  const lines = columns.map((column) =>
    `${column.name.padEnd(nameWidth)} ${column.type.padEnd(typeWidth)} ${extraOf(column)}`.trimEnd(),
  )
  const rules = constraints.map(({ definition }) => ruleText(definition))
  return `create table ${name} (\n${[...lines, ...rules].map((line) => `  ${line}`).join(',\n')}\n);`
}

function extraOf({ required, identity, default: value }) {
  const parts = [required ? 'not null' : '']
  if (identity) parts.push('generated always as identity')
  else if (value !== null) parts.push(`default ${value.replace(/::(text|jsonb|character varying)$/, '')}`)
  return parts.filter(Boolean).join(' ')
}

const ruleText = (definition) =>
  definition
    .replace(/^(PRIMARY KEY|UNIQUE NULLS NOT DISTINCT|UNIQUE|FOREIGN KEY|CHECK)/, (word) => word.toLowerCase())
    .replace(/\bREFERENCES\b/, 'references')
    .replace(/\bON DELETE (CASCADE|SET NULL)/, (words) => words.toLowerCase())

const lowered = (definition) =>
  definition
    .replace(/^CREATE (UNIQUE )?INDEX/, (words) => words.toLowerCase())
    .replace(' ON public.', ' on ')
    .replace(/ USING btree/, '')
    .replace(' USING ', ' using ')
    .replace(' WHERE ', ' where ')

const ours = `n.nspname = 'public' and c.relkind = 'r' and c.relname not in ${skipped}`

const tablesQuery = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${ours} order by 1`

const columnsQuery = `select c.relname as table, a.attname as name, replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz') as type,
    a.attnotnull as required, a.attidentity <> '' as identity, pg_get_expr(d.adbin, d.adrelid) as default
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where ${ours} and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`

// Not-null rules stand beside their columns; PostgreSQL 18 also lists them here.
const constraintsQuery = `select c.relname as table, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and k.contype in ('p', 'u', 'f', 'c')
  order by c.relname, array_position(array['p', 'u', 'f', 'c'], k.contype::text), k.conname`

const indexesQuery = `select c.relname as table, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class x on x.oid = i.indexrelid
  where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
  order by c.relname, x.relname`

const triggersQuery = `select c.relname as table, pg_get_triggerdef(t.oid) as definition
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and not t.tgisinternal order by c.relname, t.tgname`

const sequencesQuery = `select c.relname as name, s.seqstart as start
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'i')
  order by 1`

const functionsQuery = `select pg_get_functiondef(p.oid) as definition
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.prokind in ('f', 'p')
    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname`
