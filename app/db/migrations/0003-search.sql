-- Photos newest first: the order of every search, and a span of time is then a range of it.
CREATE INDEX photos_by_time ON photos (taken_at DESC, id DESC);

CREATE INDEX photos_by_camera ON photos (camera_make, camera_model);
CREATE INDEX photos_with_place ON photos (id, latitude) WHERE latitude IS NOT NULL;

-- The faces that count, with all that a search reads of them: without these it would read the whole table, which is
-- twenty times as large. Where a condition has IS NULL, SQLite takes an index for complete only when it
-- holds all columns of the condition.
CREATE INDEX faces_that_count ON faces (person_id, photo_id) WHERE ignored = 0 AND is_false = 0;
CREATE INDEX faces_unnamed ON faces (id, photo_id, person_id, ignored, is_false)
  WHERE person_id IS NULL AND ignored = 0 AND is_false = 0;

-- How often changed what searches keep in memory, so that it is never older than the catalogue: 'photos' stands for
-- which photos there are and their order, 'faces' for who is in them, 'people' for names and birth dates.
CREATE TABLE revisions (
  part TEXT NOT NULL PRIMARY KEY CHECK (part IN ('photos', 'faces', 'people')),
  number INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO revisions (part) VALUES ('photos'), ('faces'), ('people');

CREATE TRIGGER photos_added AFTER INSERT ON photos
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;
CREATE TRIGGER photos_changed AFTER UPDATE OF id, taken_at, recipe ON photos
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;
CREATE TRIGGER photos_removed AFTER DELETE ON photos
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;
CREATE TRIGGER files_added AFTER INSERT ON files
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;
CREATE TRIGGER files_changed AFTER UPDATE OF photo_id, missing_since_ms ON files
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;
CREATE TRIGGER files_removed AFTER DELETE ON files
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'photos'; END;

CREATE TRIGGER faces_added AFTER INSERT ON faces
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER faces_changed AFTER UPDATE OF id, photo_id, person_id, ignored, is_false ON faces
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER faces_removed AFTER DELETE ON faces
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER assignments_added AFTER INSERT ON assignments
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER assignments_changed AFTER UPDATE ON assignments
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER assignments_removed AFTER DELETE ON assignments
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER appearances_added AFTER INSERT ON appearances
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER appearances_changed AFTER UPDATE ON appearances
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;
CREATE TRIGGER appearances_removed AFTER DELETE ON appearances
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'faces'; END;

CREATE TRIGGER people_added AFTER INSERT ON people
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'people'; END;
CREATE TRIGGER people_changed AFTER UPDATE OF id, name, birth_date, is_hidden ON people
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'people'; END;
CREATE TRIGGER people_removed AFTER DELETE ON people
BEGIN UPDATE revisions SET number = number + 1 WHERE part = 'people'; END;
