-- A table of no known kind: its columns are asked about, and what was answered is kept as a profile
-- of its issuer, for the next file with the same header.
CREATE TABLE column_questions (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  file_name TEXT NOT NULL,
  message_id TEXT NOT NULL,
  file_key TEXT NOT NULL,
  asked TEXT NOT NULL,
  columns TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'cancelled')),
  created_at BIGINT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX column_questions_account ON column_questions (open_id) WHERE state = 'waiting';

-- `issuer` is empty where a document names none.
CREATE TABLE column_profiles (
  header TEXT NOT NULL,
  issuer TEXT NOT NULL,
  columns TEXT NOT NULL,
  answered_by TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (header, issuer)
);
