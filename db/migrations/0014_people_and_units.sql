-- Who speaks for a unit: 审签人, 联络员 … The rows that are `held` count on their days.
CREATE TABLE unit_posts (
  id TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES parties (id),
  post TEXT NOT NULL CHECK (post IN ('signer', 'liaison', 'head', 'member')),
  open_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  -- The last day; NULL: until further notice.
  until_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('asked', 'held', 'refused', 'ended')),
  asked_by TEXT NOT NULL,
  granted_by TEXT,
  at BIGINT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX unit_posts_unit ON unit_posts (unit_id, state);
CREATE INDEX unit_posts_account ON unit_posts (open_id, state);

-- 请假代办: until `until_on` somebody else is told of what a person has to do.
CREATE TABLE stand_ins (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  stand_in_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX stand_ins_account ON stand_ins (open_id);

-- 移交: what was one account's is another's from a day on.
CREATE TABLE handovers (
  id TEXT PRIMARY KEY,
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  from_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'refused')),
  asked_by TEXT NOT NULL,
  decided_by TEXT,
  at BIGINT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX handovers_from ON handovers (from_id);

-- 转经办人: one task, passed on to a colleague.
CREATE TABLE task_passes (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX task_passes_task ON task_passes (task_id);

-- Other names that documents and people use for a unit.
CREATE TABLE unit_aliases (
  name TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES parties (id),
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- Renames, mergers, splits: from a day on the successor stands for the unit. Of several successors
-- (a split) the main one takes what nobody has given to another.
CREATE TABLE unit_changes (
  unit_id TEXT NOT NULL REFERENCES parties (id),
  successor_id TEXT NOT NULL REFERENCES parties (id),
  kind TEXT NOT NULL CHECK (kind IN ('rename', 'merger', 'split')),
  from_on TEXT NOT NULL,
  is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (unit_id, successor_id, from_on)
);

-- 各镇街 …: names for several units. Nobody is reminded of a duty of theirs.
CREATE TABLE unit_groups (
  group_id TEXT NOT NULL REFERENCES parties (id),
  unit_id TEXT NOT NULL REFERENCES parties (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (group_id, unit_id)
);

-- Two persons printed under one name: on tasks of a unit (`unit:…`) or on one task (`task:…`) the
-- name means the party that stands here.
CREATE TABLE namesakes (
  printed_id TEXT NOT NULL REFERENCES parties (id),
  scope TEXT NOT NULL,
  party_id TEXT NOT NULL REFERENCES parties (id),
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (printed_id, scope)
);

-- 机构序列 and 领导排序: the order in which documents print them.
CREATE TABLE printed_order (
  party_id TEXT PRIMARY KEY REFERENCES parties (id),
  position INTEGER NOT NULL
);
