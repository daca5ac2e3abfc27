-- Who may see which matter. Readers work under ordinary roles that may only read, and policies say of each row whether
-- they see it. What a reader reaches is told by settings of the transaction; without settings there is nothing to see.
--   hengjian_reader        matters that one of the reader's keys opens, unless they are barred
--   hengjian_reader_wide   every matter, unless it is barred
--   hengjian_reader_full   every matter

-- What opens a matter: p:person who acted or was charged with it, u:unit by its own code, n:place/department by its name,
-- a:agency@place that took part or whose place it is, d:place and those above it. Keys are only added.
create table chain_reach (
  key      text collate "C" not null,
  chain_id text collate "C" not null,
  primary key (key, chain_id)
);

-- Matters that not everybody sees who reaches them.
create table chain_guard (
  chain_id text collate "C" primary key,
  -- 0 for none; else the rank of its secrecy
  secrecy  smallint not null,
  juvenile boolean  not null
);

-- How much one is cleared for; the rank of `secrecy` in roles.yaml, 0 for nothing secret.
alter table person add column clearance smallint not null default 0;
alter table api_client add column clearance smallint not null default 0;

-- Who handed a file in, and for which unit; null where it came by the command line.
alter table import_job add column by_person text collate "C", add column by_unit text collate "C";

-- A right to read the persons of one matter by name, for a while.
create table unmasking (
  chain_id   text collate "C" not null,
  actor_id   text collate "C" not null,
  reason     text        not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (chain_id, actor_id, granted_at)
);

create function hengjian_keys() returns text[] language sql stable as $$ select string_to_array(current_setting('hengjian.keys', true), E'\n') $$;
create function hengjian_clearance() returns integer language sql stable as $$ select coalesce(nullif(current_setting('hengjian.clearance', true), '')::integer, -1) $$;
create function hengjian_juveniles() returns boolean language sql stable as $$ select coalesce(current_setting('hengjian.juveniles', true), '') = 'on' $$;
create function hengjian_reads() returns boolean language sql stable as $$ select coalesce(current_setting('hengjian.reader', true), '') <> '' $$;

create function hengjian_width() returns text language sql stable as $$ select current_setting('hengjian.width', true) $$;

do $$
declare
  reader text;
  name text;
  -- from 16 on one may be a member of a role without being able to become it
  membership text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
  by_role boolean := true;
  own constant text := 'chain_id in (select r.chain_id from chain_reach r) and chain_id not in (select g.chain_id from chain_guard g)';
  open constant text := 'chain_id not in (select g.chain_id from chain_guard g)';
  mine constant text := $text$by_person = (select current_setting('hengjian.reader', true)) or 'u:' || by_unit = any ((select hengjian_keys())::text[])$text$;
  bars constant text := 'secrecy > (select hengjian_clearance()) or (juvenile and not (select hengjian_juveniles()))';
begin
  -- Roles belong to the whole server: other databases on it may have made them already, or be making them now.
  begin
    foreach reader in array array['hengjian_reader', 'hengjian_reader_wide', 'hengjian_reader_full'] loop
      if not exists (select from pg_roles where rolname = reader) then
        begin
          execute format('create role %I nologin', reader);
        exception when duplicate_object or unique_violation then null;
        end;
      end if;
      if not (select rolsuper from pg_roles where rolname = current_user) and not pg_has_role(current_user, reader, membership) then
        execute format('grant %I to %I', reader, current_user);
      end if;
      execute format('grant usage on schema public to %I', reader);
    end loop;
  -- An owner who may not make roles reads as itself: the policies are forced on it while it reads for somebody.
  exception when insufficient_privilege then by_role := false;
  end;
  execute format('create function hengjian_by_role() returns boolean language sql immutable as %L', format('select %L::boolean', by_role));

  foreach name in array array['chain_reach', 'chain_guard', 'chain', 'event', 'event_key', 'verdict', 'verdict_history', 'internal_matter', 'internal_document', 'notice', 'import_job', 'import_reject'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy writer on %I to current_user using (%s) with check (true)', name, case when by_role then 'true' else 'not (select hengjian_reads())' end);
    if by_role then
      execute format('grant select on %I to hengjian_reader, hengjian_reader_wide, hengjian_reader_full', name);
    end if;
  end loop;

  -- a reader sees the keys that are their own, and what bars them
  if by_role then
    create policy reader on chain_reach for select to hengjian_reader using (key = any ((select hengjian_keys())::text[]));
    execute format('create policy reader on chain_guard for select to hengjian_reader, hengjian_reader_wide using (%s)', bars);
  else
    create policy reader on chain_reach for select to current_user using ((select hengjian_reads()) and key = any ((select hengjian_keys())::text[]));
    execute format('create policy reader on chain_guard for select to current_user using ((select hengjian_reads()) and (%s))', bars);
  end if;

  -- Each subquery is asked once and hashed; the cost of a row is a look into two tables of hashes.
  foreach name in array array['chain', 'event', 'event_key', 'verdict', 'verdict_history', 'internal_matter', 'internal_document', 'notice'] loop
    if by_role then
      execute format('create policy reader on %I for select to hengjian_reader using (%s)', name, own);
      execute format('create policy wide on %I for select to hengjian_reader_wide using ((select hengjian_reads()) and %s)', name, open);
      execute format('create policy full_reach on %I for select to hengjian_reader_full using ((select hengjian_reads()))', name);
    else
      execute format('create policy reader on %I for select to current_user using ((select hengjian_reads() and hengjian_width() = %L) and %s)', name, 'own', own);
      execute format('create policy wide on %I for select to current_user using ((select hengjian_reads() and hengjian_width() = %L) and %s)', name, 'wide', open);
      execute format('create policy full_reach on %I for select to current_user using ((select hengjian_reads() and hengjian_width() = %L))', name, 'full');
    end if;
  end loop;

  -- Files hold records as they came, of whatever matter.
  if by_role then
    execute format('create policy reader on import_job for select to hengjian_reader using (%s)', mine);
    create policy wide on import_job for select to hengjian_reader_wide, hengjian_reader_full using ((select hengjian_reads()));
    create policy reader on import_reject for select to hengjian_reader, hengjian_reader_wide, hengjian_reader_full using (job_id in (select j.id from import_job j));
  else
    execute format('create policy reader on import_job for select to current_user using ((select hengjian_reads()) and ((select hengjian_width() in (''wide'', ''full'')) or %s))', mine);
    create policy reader on import_reject for select to current_user using ((select hengjian_reads()) and job_id in (select j.id from import_job j));
  end if;
end $$;

-- What is stored already gets its keys when it is judged anew: at the next start, as after a change of the law.
update chain set catalogue_id = null;
insert into chain_reach (key, chain_id)
  select k.key, m.chain_id from internal_matter m
  left join org_unit u on u.path::text = m.unit_path
  cross join lateral (values ('p:' || m.assigned), ('u:' || m.unit), ('u:' || u.id), ('a:' || u.agency || '@' || u.place), ('d:' || u.place), ('d:' || left(u.place, 4)), ('d:' || left(u.place, 2))) as k(key)
  where k.key is not null
  on conflict do nothing;
insert into chain_reach (key, chain_id) select 'p:' || assigned, origin_chain from internal_matter where assigned is not null and origin_chain is not null on conflict do nothing;
