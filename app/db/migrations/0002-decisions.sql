-- What the user says about faces and people, and the journal of it. Faces, people, albums and judgements are written
-- by actions only (app/journal/act.ts), which record every row they change; assignments are the machine's, and can
-- always be made anew.

ALTER TABLE people ADD COLUMN birth_date TEXT CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
ALTER TABLE people ADD COLUMN cover_face_id INTEGER REFERENCES faces ON DELETE SET NULL;
ALTER TABLE people ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1));
ALTER TABLE people ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1));
ALTER TABLE people ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1));

-- 'drawn' by hand; 'recorded' = known from the journal, and not yet found again in its photo.
ALTER TABLE faces ADD COLUMN origin TEXT NOT NULL DEFAULT 'detected'
  CHECK (origin IN ('detected', 'drawn', 'recorded'));
-- The user said that it is no face. The row stays, so that no analysis brings it back.
ALTER TABLE faces ADD COLUMN is_false INTEGER NOT NULL DEFAULT 0 CHECK (is_false IN (0, 1));

-- "This face is not this person."
CREATE TABLE rejections (
  face_id INTEGER NOT NULL REFERENCES faces ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  PRIMARY KEY (face_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX rejections_by_person ON rejections (person_id);

-- 'together': all its faces are one person, whoever that is.
-- 'apart': no face of side 0 is the same person as a face of side 1.
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('together', 'apart'))
) STRICT;

CREATE TABLE judgement_faces (
  judgement_id INTEGER NOT NULL REFERENCES judgements ON DELETE CASCADE,
  face_id INTEGER NOT NULL REFERENCES faces ON DELETE CASCADE,
  side INTEGER NOT NULL DEFAULT 0 CHECK (side IN (0, 1)),
  PRIMARY KEY (judgement_id, face_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX judgement_faces_by_face ON judgement_faces (face_id);

-- Two people who look alike and are not the same; never suggested as one again.
CREATE TABLE different_people (
  person_a INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  person_b INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  PRIMARY KEY (person_a, person_b),
  CHECK (person_a < person_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX different_people_by_b ON different_people (person_b);

-- A person who is in a photo without a face to be seen.
CREATE TABLE appearances (
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  photo_id INTEGER NOT NULL REFERENCES photos,
  PRIMARY KEY (person_id, photo_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearances_by_photo ON appearances (photo_id);

-- To whom the machine gives faces that the user has not spoken about: 'assigned' counts as theirs, 'suggested' waits.
CREATE TABLE assignments (
  face_id INTEGER NOT NULL PRIMARY KEY REFERENCES faces ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  level TEXT NOT NULL CHECK (level IN ('assigned', 'suggested'))
) STRICT;

CREATE INDEX assignments_by_person ON assignments (person_id, level, probability);

CREATE TABLE albums (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  -- A saved search that fills the album by itself; null = filled by hand.
  query TEXT CHECK (trim(query) <> ''),
  cover_photo_id INTEGER REFERENCES photos,
  -- Where it stands among the albums, rising.
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE album_photos (
  album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE,
  photo_id INTEGER NOT NULL REFERENCES photos,
  position INTEGER NOT NULL,
  PRIMARY KEY (album_id, photo_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX album_photos_by_photo ON album_photos (photo_id);

-- What the user did, oldest first. 'dropped' = undone, and then something else was done: it can no longer be redone.
CREATE TABLE actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  at_ms INTEGER NOT NULL,
  -- In words for people: "merged Ann (12 photos) into Anna".
  summary TEXT NOT NULL CHECK (summary <> ''),
  -- JSON: the rows it changed, each before and after.
  changes TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped'))
) STRICT;

CREATE INDEX actions_by_state ON actions (state, id);

-- One row for each line of the text journal beside the catalogue.
CREATE TABLE journal_lines (
  number INTEGER PRIMARY KEY,
  event TEXT NOT NULL CHECK (event IN ('do', 'undo', 'redo')),
  action_id INTEGER NOT NULL REFERENCES actions,
  at_ms INTEGER NOT NULL
) STRICT;
