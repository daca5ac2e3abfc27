-- Matters inside the platform. Their events, verdicts and hash chain are those of every chain; this is what lists need of them.

create table internal_matter (
  chain_id   text collate "C" primary key,
  flow       text        not null,
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  -- main nodes that may be next, and questions that wait for an answer
  open       jsonb       not null default '[]',
  waiting    jsonb       not null default '[]',
  -- who was named to act
  assigned   text collate "C",
  -- the unit that it concerns, and its path where the organisation is known
  unit       text collate "C",
  unit_path  text collate "C",
  level      integer     not null default 0,
  supervised text,
  -- the matter and the verdict of law that it came from; null where it came from none
  origin_chain   text collate "C",
  origin_verdict text collate "C",
  origin_rule    text collate "C",
  -- id of the latest event: an act that does not know of it is refused
  last_event text        not null
);
create index internal_open on internal_matter (flow, opened_at) where closed_at is null;
create index internal_of_person on internal_matter (assigned) where closed_at is null;
create index internal_of_origin on internal_matter (origin_chain);

-- The document that an act made. Its text follows from the event and the template.
create table internal_document (
  chain_id   text collate "C" not null,
  event_id   text collate "C" not null,
  template   text        not null,
  number     text        not null,
  made_at    timestamptz not null,
  primary key (chain_id, event_id)
);

-- The last number of each kind of document in each year.
create table document_number (
  template text    not null,
  year     integer not null,
  last     integer not null,
  primary key (template, year)
);

-- Who is to learn of an act: one person, or whoever of a unit (or above it) may act.
create table notice (
  chain_id   text collate "C" not null,
  event_id   text collate "C" not null,
  relation   text        not null,
  person     text collate "C",
  unit       text collate "C",
  unit_path  text collate "C",
  created_at timestamptz not null,
  primary key (chain_id, event_id, relation)
);
create index notice_of_person on notice (person, created_at desc) where person is not null;

-- Changes of verdicts that the matters inside the platform have not yet followed.
alter table outbox add column followed_at timestamptz;
create index outbox_to_follow on outbox (seq) where followed_at is null;
