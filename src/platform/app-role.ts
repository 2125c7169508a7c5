import type { Pool } from 'pg'

/**
 * Lets the role that the shop runs under do what a shop does, and no more: no table is made or changed by it, and those
 * whose comment says `append only` or `read only` it can only add to or look at. Runs as their owner, after the
 * migrations; grants what is missing and takes back what is too much, so that mostly it only looks.
 */
export async function limitRole(owner: Pool, role: string): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(missing, [role])
  if (rows.length === 0) return
  await owner.query(`begin; ${rows.map(({ statement }) => statement).join('; ')}; commit`)
}

/**
 * Each row a statement that brings one thing in line. The job runner's tables want a policy besides; it names no role, so
 * that a dump can be restored where that role is not.
 */
const missing = `
  with role as (select oid, quote_ident(rolname) as name from pg_roles where rolname = $1 and not rolsuper),
  schemas as (select oid, nspname from pg_namespace where nspname in ('public', 'graphile_worker')),
  tables as (
    select c.oid, format('%I.%I', schemas.nspname, c.relname) as name, c.relrowsecurity as has_policies,
      case obj_description(c.oid, 'pg_class')
        when 'read only' then array['SELECT']
        when 'append only' then array['SELECT', 'INSERT']
        else array['SELECT', 'INSERT', 'UPDATE', 'DELETE'] end as allowed
    from pg_class as c join schemas on schemas.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ),
  rights as (select unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) as word)
  select format('grant usage on schema %I to %s', nspname, role.name) as statement
    from schemas, role where not has_schema_privilege(role.oid, schemas.oid, 'USAGE')
  union all
  select format('revoke create on schema %I from public', nspname)
    from schemas, role where has_schema_privilege(role.oid, schemas.oid, 'CREATE')
  union all
  select format('revoke temporary on database %I from public', current_database())
    from role where has_database_privilege(role.oid, current_database(), 'TEMPORARY')
  union all
  select format('grant %s on %s to %s', word, tables.name, role.name)
    from tables, rights, role
    where word = any (allowed) and not has_table_privilege(role.oid, tables.oid, word)
  union all
  select format('revoke %s on %s from %s', word, tables.name, role.name)
    from tables, rights, role
    where word <> all (allowed) and has_table_privilege(role.oid, tables.oid, word)
  union all
  select format('grant usage, select on sequence %I.%I to %s', schemas.nspname, c.relname, role.name)
    from pg_class as c join schemas on schemas.oid = c.relnamespace, role
    where c.relkind = 'S' and not has_sequence_privilege(role.oid, c.oid, 'USAGE')
  union all
  select format('create policy stoa_shop on %s using (true) with check (true)', tables.name)
    from tables, role
    where has_policies and not exists (
      select 1 from pg_policy as policy where policy.polrelid = tables.oid and policy.polname = 'stoa_shop')`
