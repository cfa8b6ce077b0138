-- What came in, what waits, what goes out.
CREATE TABLE inbox (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0,
  error TEXT,
  handled_at BIGINT
);
CREATE INDEX inbox_waiting ON inbox (received_at) WHERE state = 'waiting';

-- The mark that an event or a press was handled. It heads the writes: a second run of the same
-- fails here, and nothing of it remains.
CREATE TABLE handled_events (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX handled_events_at ON handled_events (at);

CREATE TABLE work (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0,
  error TEXT,
  done_at BIGINT
);
CREATE INDEX work_waiting ON work (created_at) WHERE state = 'waiting';

-- lease_until is wall time; not_before is the clock of the plan (they differ in a drill).
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  receiver_type TEXT NOT NULL CHECK (receiver_type IN ('open_id', 'chat_id', 'reply', 'patch')),
  receiver_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  content TEXT NOT NULL,
  priority INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  not_before BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_holder TEXT,
  lease_until BIGINT NOT NULL DEFAULT 0,
  first_attempt_at BIGINT,
  code INTEGER,
  log_id TEXT,
  reason TEXT,
  message_id TEXT,
  chat_id TEXT,
  settled_at BIGINT
);
CREATE INDEX outbox_waiting ON outbox (priority, not_before) WHERE state = 'waiting';
CREATE INDEX outbox_message ON outbox (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE slots (
  job TEXT NOT NULL,
  at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'skipped')),
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  lease_until BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (job, at)
);

CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until BIGINT NOT NULL
);

-- The audit trail. It heads every list of writes that changes a subject, and is its lock too.
CREATE TABLE audit_events (
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  via TEXT,
  before TEXT,
  after TEXT,
  PRIMARY KEY (subject, version)
);
CREATE INDEX audit_events_at ON audit_events (at);

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- The directory, mirrored from the platform.
CREATE TABLE accounts (
  open_id TEXT PRIMARY KEY,
  union_id TEXT,
  name TEXT,
  is_resigned INTEGER NOT NULL DEFAULT 0 CHECK (is_resigned IN (0, 1)),
  greeted_at BIGINT,
  updated_at BIGINT NOT NULL
);
CREATE INDEX accounts_name ON accounts (name);
CREATE TABLE departments (
  open_department_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  parent_id TEXT,
  updated_at BIGINT NOT NULL
);
CREATE TABLE account_departments (
  open_id TEXT NOT NULL,
  open_department_id TEXT NOT NULL,
  PRIMARY KEY (open_id, open_department_id)
);

CREATE TABLE roles (
  open_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('office', 'admin', 'audit')),
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (open_id, role)
);

-- Persons and units as plans print them, and the accounts tied to them.
CREATE TABLE parties (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'unit')),
  name TEXT NOT NULL,
  UNIQUE (kind, name)
);
CREATE TABLE bindings (
  party_id TEXT NOT NULL REFERENCES parties (id),
  open_id TEXT NOT NULL,
  bound_by TEXT NOT NULL,
  bound_at BIGINT NOT NULL,
  PRIMARY KEY (party_id, open_id)
);
CREATE INDEX bindings_account ON bindings (open_id);
CREATE TABLE binding_offers (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  party_id TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('open', 'accepted', 'declined', 'taken', 'withdrawn')),
  version INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX binding_offers_account ON binding_offers (open_id);
CREATE TABLE binding_requests (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  real_name TEXT,
  reason TEXT NOT NULL CHECK (reason IN ('none', 'several', 'declined')),
  said TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'refused')),
  decided_by TEXT,
  version INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX binding_requests_account ON binding_requests (open_id);

-- Plans.
CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  year INTEGER NOT NULL,
  issuer TEXT,
  doc_no TEXT,
  issued_on TEXT,
  effective_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('draft', 'running', 'year_end_check', 'archived', 'cancelled')),
  is_trial INTEGER NOT NULL DEFAULT 0 CHECK (is_trial IN (0, 1)),
  source_digest TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plans (id),
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  section TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  forms TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('awaiting_breakdown', 'awaiting_acknowledgement',
    'in_progress', 'close_out_requested', 'closed', 'suspended', 'withdrawn')),
  last_report_id TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX tasks_plan ON tasks (plan_id, position);
CREATE TABLE duties (
  task_id TEXT NOT NULL REFERENCES tasks (id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('lead_leader', 'lead_unit', 'co_unit', 'owner', 'liaison',
    'leader_liaison', 'signer')),
  party_id TEXT NOT NULL REFERENCES parties (id),
  is_lead INTEGER NOT NULL CHECK (is_lead IN (0, 1)),
  PRIMARY KEY (task_id, position)
);
CREATE INDEX duties_party ON duties (party_id);
CREATE TABLE milestones (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  position INTEGER NOT NULL,
  item TEXT,
  due_on TEXT NOT NULL,
  text TEXT NOT NULL,
  done_on TEXT,
  done_by_report TEXT
);
CREATE INDEX milestones_task ON milestones (task_id, position);
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  period TEXT NOT NULL,
  author_open_id TEXT NOT NULL,
  is_on_behalf INTEGER NOT NULL DEFAULT 0 CHECK (is_on_behalf IN (0, 1)),
  percent TEXT,
  milestones_done TEXT NOT NULL,
  progress TEXT NOT NULL,
  problems TEXT NOT NULL,
  next_steps TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'returned')),
  at BIGINT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX reports_task ON reports (task_id, at);
-- Values that were refused: kept, so that nothing entered is lost.
CREATE TABLE report_drafts (
  open_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  period TEXT NOT NULL,
  form TEXT NOT NULL,
  field TEXT,
  refusal TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (open_id, task_id, period)
);

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  open_id TEXT NOT NULL,
  chat_id TEXT,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  draft TEXT NOT NULL,
  code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'committed', 'cancelled', 'unchanged')),
  plan_id TEXT,
  created_at BIGINT NOT NULL,
  version INTEGER NOT NULL
);

-- Groups and what they subscribed to.
CREATE TABLE chats (
  chat_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'left', 'dissolved')),
  is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)),
  updated_at BIGINT NOT NULL
);
CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,
  chat_id TEXT NOT NULL,
  filter TEXT NOT NULL,
  subscriber_open_id TEXT NOT NULL,
  is_office_approved INTEGER NOT NULL CHECK (is_office_approved IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'refused', 'ended')),
  created_at BIGINT NOT NULL,
  version INTEGER NOT NULL
);
CREATE INDEX subscriptions_chat ON subscriptions (chat_id);
