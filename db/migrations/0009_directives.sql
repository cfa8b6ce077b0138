-- A leader's instruction on a task (工作要求), open until it is answered.
CREATE TABLE directives (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  by_open_id TEXT NOT NULL,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  reply TEXT,
  replied_by TEXT,
  replied_at BIGINT,
  version INTEGER NOT NULL
);
CREATE INDEX directives_task ON directives (task_id, at);
CREATE INDEX directives_by ON directives (by_open_id, at);
