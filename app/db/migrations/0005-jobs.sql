-- Long work that the user sees in Activity: one row a run. What is left to do inside a run is a query on the photos and
-- faces themselves, so a run that was interrupted is simply started again.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  -- JSON, checked by the kind's own schema when it is read.
  params TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
  total INTEGER CHECK (total >= 0),
  -- One line for people: what came of it, or why it failed.
  message TEXT,
  created_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  finished_at_ms INTEGER
) STRICT;

CREATE INDEX jobs_by_state ON jobs (state, id);
