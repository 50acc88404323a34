-- The looks of people as they were last made from the faces that the user gave them, so that a large library need not
-- make them anew whenever it is opened. All of it can be made again; `revision` tells from what it was made.
CREATE TABLE kept_looks (
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  model TEXT NOT NULL CHECK (model <> ''),
  -- Looks of a person are in order.
  number INTEGER NOT NULL CHECK (number >= 0),
  revision TEXT NOT NULL,
  vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
  faces INTEGER NOT NULL CHECK (faces > 0),
  weight REAL NOT NULL CHECK (weight > 0),
  -- As in person_looks.
  first_taken_at_ms INTEGER,
  last_taken_at_ms INTEGER,
  PRIMARY KEY (person_id, model, number)
) STRICT;

-- What a revision does not tell: a face got a vector after it got its person, or another quality, or its photo another time.
CREATE TRIGGER kept_looks_without_vector AFTER INSERT ON embeddings
BEGIN
  DELETE FROM kept_looks WHERE person_id = (SELECT person_id FROM faces WHERE id = NEW.face_id);
END;
CREATE TRIGGER kept_looks_of_other_quality AFTER UPDATE OF quality ON faces WHEN NEW.quality IS NOT OLD.quality
BEGIN
  DELETE FROM kept_looks WHERE person_id = NEW.person_id;
END;
CREATE TRIGGER kept_looks_of_other_time AFTER UPDATE OF taken_at ON photos WHEN NEW.taken_at IS NOT OLD.taken_at
BEGIN
  DELETE FROM kept_looks WHERE person_id IN (SELECT person_id FROM faces WHERE photo_id = NEW.id);
END;

-- Nothing is kept of a face that is somebody else's, or gone, nor of a look that was forgotten.
CREATE TRIGGER kept_looks_of_lost_face AFTER UPDATE OF person_id, ignored, is_false ON faces
  WHEN OLD.person_id IS NOT NULL
BEGIN
  DELETE FROM kept_looks WHERE person_id = OLD.person_id;
END;
CREATE TRIGGER kept_looks_of_deleted_face AFTER DELETE ON faces WHEN OLD.person_id IS NOT NULL
BEGIN
  DELETE FROM kept_looks WHERE person_id = OLD.person_id;
END;
CREATE TRIGGER kept_looks_of_forgotten_look AFTER DELETE ON person_looks
BEGIN
  DELETE FROM kept_looks WHERE person_id = OLD.person_id;
END;
