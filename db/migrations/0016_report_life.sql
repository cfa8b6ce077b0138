-- The life of a report: 待审签 and 撤回 beside what there was. `status` stays for one release and
-- holds the nearest of its three old words.
ALTER TABLE reports ADD COLUMN state TEXT NOT NULL DEFAULT 'submitted' CHECK (state IN
  ('awaiting_sign_off', 'submitted', 'accepted', 'returned', 'withdrawn'));
UPDATE reports SET state = status;
-- How it came past the unit's signer; null for reports older than that.
ALTER TABLE reports ADD COLUMN sign_off TEXT CHECK (sign_off IN
  ('waiting', 'signed', 'own', 'no_signer', 'direct', 'on_behalf', 'lapsed', 'refused'));
ALTER TABLE reports ADD COLUMN signed_by TEXT;
ALTER TABLE reports ADD COLUMN signed_at BIGINT;
-- 代录: by what way the office was told.
ALTER TABLE reports ADD COLUMN source TEXT CHECK (source IN ('phone', 'letter', 'meeting'));
-- 更正: the report that this one puts right.
ALTER TABLE reports ADD COLUMN corrects TEXT;
-- What was asked about before it was stored, as a list; null: asked of nothing.
ALTER TABLE reports ADD COLUMN doubts TEXT;
ALTER TABLE reports ADD COLUMN stage TEXT;
-- 暂无数据, and when the figure is expected.
ALTER TABLE reports ADD COLUMN no_figure TEXT CHECK (no_figure IN
  ('not_due', 'unpublished', 'not_applicable'));
ALTER TABLE reports ADD COLUMN expected_on TEXT;
DROP INDEX reports_submitted;
CREATE INDEX reports_waiting ON reports (at) WHERE state IN ('awaiting_sign_off', 'submitted');

-- 授权联络员直报: reports of this unit need no signature.
CREATE TABLE direct_reporting (
  party_id TEXT PRIMARY KEY REFERENCES parties (id),
  granted_by TEXT NOT NULL,
  granted_at BIGINT NOT NULL
);

-- A draft that waits for a word: 仍然提交 or 确认; and the report that its form was filled from.
ALTER TABLE report_drafts ADD COLUMN asks TEXT;
ALTER TABLE report_drafts ADD COLUMN base_report_id TEXT;

-- 文本模式: every message as plain text.
ALTER TABLE accounts ADD COLUMN text_mode INTEGER NOT NULL DEFAULT 0 CHECK (text_mode IN (0, 1));
