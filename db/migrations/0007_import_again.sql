-- What a document that was read is for: a plan of its own, a newer version of a plan, or progress
-- on one (`target_plan_id`). The file's message, to read it once more another way.
ALTER TABLE imports ADD COLUMN purpose TEXT NOT NULL DEFAULT 'plan'
  CHECK (purpose IN ('plan', 'update', 'progress'));
ALTER TABLE imports ADD COLUMN target_plan_id TEXT;
ALTER TABLE imports ADD COLUMN message_id TEXT;
ALTER TABLE imports ADD COLUMN file_key TEXT;
ALTER TABLE imports ADD COLUMN repairs_off TEXT NOT NULL DEFAULT '[]';
CREATE INDEX imports_plan ON imports (plan_id, created_at);
CREATE INDEX imports_digest ON imports (digest);

-- What the office answered to the doubts of a document; the first doubt is number 1.
CREATE TABLE doubt_answers (
  import_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  answer TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (import_id, number)
);

-- What a newer version no longer prints: out of all lists, with all that was reported of it.
ALTER TABLE tasks ADD COLUMN archived_at BIGINT;
ALTER TABLE milestones ADD COLUMN archived_at BIGINT;

-- 代录 from a file: the import that it came with.
ALTER TABLE reports ADD COLUMN import_id TEXT;
CREATE INDEX reports_import ON reports (import_id) WHERE import_id IS NOT NULL;
