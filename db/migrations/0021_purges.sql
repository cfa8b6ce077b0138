-- 误传清除: asked by one member of the office, decided by another. What is to go stands in `target`
-- until then, and nothing of it afterwards.
CREATE TABLE purges (
  id TEXT PRIMARY KEY,
  about TEXT NOT NULL,
  target TEXT,
  since BIGINT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'refused')),
  decided_by TEXT,
  decided_at BIGINT,
  places INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL
);
CREATE INDEX purges_open ON purges (asked_at) WHERE state = 'open';

-- Copies of the whole database that were made, so that one can say which may still hold something.
CREATE TABLE backups (
  made_at BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  PRIMARY KEY (made_at, file_name)
);
