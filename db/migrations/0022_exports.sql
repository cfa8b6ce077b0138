-- Files that were printed for somebody, until they were fetched: the bytes as base64 text in chunks.
CREATE TABLE exports (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  form TEXT NOT NULL,
  format TEXT NOT NULL,
  edition TEXT NOT NULL CHECK (edition IN ('internal', 'public')),
  as_of BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  tasks INTEGER NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE INDEX exports_made ON exports (made_at);
CREATE TABLE export_chunks (
  export_id TEXT NOT NULL REFERENCES exports (id),
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (export_id, position)
);
