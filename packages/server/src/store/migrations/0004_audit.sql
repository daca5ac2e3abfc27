-- Who did what: an append-only chain of lines, and a daily root over everything that is chained.

-- End of the chain. The row is also the lock under which lines are appended, so that two writers never fork it.
create table audit_head (
  one    boolean primary key default true check (one),
  number bigint  not null default 0,
  hash   bytea   not null default decode(repeat('00', 32), 'hex')
);
insert into audit_head default values;

-- hash = SM3 of the hash before and the canonical JSON of all other columns
create table audit (
  number     bigint      primary key,
  at         timestamptz not null,
  actor_kind text        not null,
  actor_id   text        not null,
  actor_name text        not null,
  action     text        not null,
  object     text        not null,
  outcome    text        not null,
  detail     jsonb       not null,
  hash       bytea       not null
);
create index audit_by_time on audit (at, number);
create index audit_by_actor on audit (actor_id, number);
create index audit_by_action on audit (action, number);
create index audit_by_object on audit (object, number);

-- One root a day: a tree over the ends of all matters, the end of the audit trail, and the root before.
create table audit_root (
  number       integer     primary key,
  at           timestamptz not null,
  previous     bytea       not null,
  chains       integer     not null,
  events       bigint      not null,
  tree         bytea       not null,
  audit_number bigint      not null,
  audit_hash   bytea       not null,
  root         bytea       not null
);

-- How long a matter was under a root; written only where it grew since the root before.
create table audit_root_leaf (
  chain_id text collate "C" not null,
  root     integer not null,
  length   integer not null,
  primary key (chain_id, root)
);

-- When the store was last recomputed, and what was found.
create table audit_check (
  id          bigint generated always as identity primary key,
  started_at  timestamptz not null,
  finished_at timestamptz,
  -- what was checked: {"chains", "events", "lines", "roots"}
  counts      jsonb       not null,
  -- the first record that does not fit; null where all do
  bad         jsonb
);

-- Nobody changes or removes what is written, not even by mistake. Rights are taken from the role that works with the
-- store; the triggers hold for its owner too. Who may switch triggers off is found by `hengjian verify`.
create function audit_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit lines and roots are neither changed nor removed' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on audit for each statement execute function audit_append_only();
create trigger append_only before update or delete or truncate on audit_root for each statement execute function audit_append_only();
create trigger append_only before update or delete or truncate on audit_root_leaf for each statement execute function audit_append_only();
create trigger append_only before insert or delete or truncate on audit_head for each statement execute function audit_append_only();

create function audit_head_advances() returns trigger language plpgsql as $$
begin
  if new.number <= old.number then
    raise exception 'the audit trail only grows' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger advances before update on audit_head for each row execute function audit_head_advances();

revoke update, delete, truncate on audit, audit_root, audit_root_leaf from public, current_user;
revoke insert, delete, truncate on audit_head from public, current_user;

comment on table precheck_audit is 'Questions before the audit trail began; new ones are lines of audit.';
