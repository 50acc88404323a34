-- By which a person is known in other libraries: an identity is never given twice, so an export that comes back finds its
-- people again whatever their names and numbers have become. Someone who was merged from several has the identities of all.
CREATE TABLE person_identities (
  identity TEXT NOT NULL UNIQUE CHECK (identity <> ''),
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  PRIMARY KEY (identity, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_identities_by_person ON person_identities (person_id);

INSERT INTO person_identities (identity, person_id)
SELECT lower(hex(randomblob(16))), id FROM people;

-- What people look like who were brought along from another library without their photos. Vectors as in "embeddings".
CREATE TABLE person_looks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  model TEXT NOT NULL CHECK (model <> ''),
  vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
  -- The faces that define it, and the sum of their qualities.
  faces INTEGER NOT NULL CHECK (faces > 0),
  weight REAL NOT NULL CHECK (weight > 0),
  -- Local time at the camera as milliseconds since 1970, as if it were UTC.
  first_taken_at_ms INTEGER,
  last_taken_at_ms INTEGER
) STRICT;

CREATE INDEX person_looks_by_person ON person_looks (person_id, model);
