-- 佐证: what was sent in reply to a task's card. The bytes are kept, since the platform does not let
-- the bot send on what a user sent. `task_id` is null until it was asked which of several is meant.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  task_id TEXT REFERENCES tasks (id),
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('image', 'file')),
  file_name TEXT NOT NULL,
  -- Bytes; null until they were fetched.
  size INTEGER,
  version INTEGER NOT NULL
);
CREATE INDEX evidence_task ON evidence (task_id, at);
CREATE INDEX evidence_open ON evidence (by_open_id, at) WHERE task_id IS NULL;
-- Base64, below a megabyte each.
CREATE TABLE evidence_chunks (
  evidence_id TEXT NOT NULL REFERENCES evidence (id),
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (evidence_id, position)
);
