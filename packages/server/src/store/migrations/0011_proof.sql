-- When whoever is signed in last showed who they are; null: when the session began.
alter table session add column proved_at timestamptz;
