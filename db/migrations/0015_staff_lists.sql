-- The question about a person that an account was asked last: a 名片 answers it.
CREATE TABLE person_questions (
  open_id TEXT PRIMARY KEY,
  act TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- 导入人员表: what was read, and whom each row is taken for.
CREATE TABLE staff_lists (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  rows TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'committed', 'cancelled')),
  created_at BIGINT NOT NULL,
  version INTEGER NOT NULL
);

-- Not met any more by a full mirror of the directory, and not known to have resigned.
ALTER TABLE accounts ADD COLUMN gone_at BIGINT;
