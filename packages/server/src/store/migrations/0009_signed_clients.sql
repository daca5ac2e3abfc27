-- Clients may sign what they send: the public key as a point of the SM2 curve in hex, null for those who need not.
alter table api_client add column public_key text;

-- What a client sent lately, so that nothing of it is taken twice. Rows go when their time is over.
create table request_nonce (
  client_id text collate "C" not null references api_client (id),
  nonce     text collate "C" not null,
  at        timestamptz not null,
  primary key (client_id, nonce)
);
create index request_nonce_of_client on request_nonce (client_id, at);
