-- Frames of one burst are photos of their own, shown as one stack (decision 0028).

-- What a photo says of the moment of its exposure, besides when and by which camera.
CREATE TABLE shots (
  photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos,
  -- Milliseconds of its second.
  fraction_ms INTEGER CHECK (fraction_ms BETWEEN 0 AND 999),
  -- The same for all frames of a burst, by the camera.
  burst_id TEXT CHECK (burst_id <> ''),
  -- The same for the still and the movie of a Live Photo.
  content_id TEXT CHECK (content_id <> '')
) STRICT;

-- Found by scans. Frames with the same first photo are one burst.
CREATE TABLE burst_photos (
  photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos,
  first_photo_id INTEGER NOT NULL REFERENCES photos,
  -- The one to show where the user chose none.
  is_best INTEGER NOT NULL CHECK (is_best IN (0, 1))
) STRICT;

CREATE INDEX burst_photos_by_first ON burst_photos (first_photo_id);

-- Stacked by the user, whatever was found. Photos with the same first photo are one stack.
CREATE TABLE stacked_photos (
  photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos,
  first_photo_id INTEGER NOT NULL REFERENCES photos
) STRICT;

CREATE INDEX stacked_photos_by_first ON stacked_photos (first_photo_id);

-- The user said that these photos are no frames of a burst.
CREATE TABLE unstacked_photos (photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos) STRICT;

-- The photos that the user chose to stand for their stacks, at most one of each.
CREATE TABLE stack_covers (photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos) STRICT;

-- Who is in which stack: stacks of the user have negative numbers.
CREATE VIEW stack_members AS
  SELECT photo_id, -first_photo_id AS stack, photo_id = first_photo_id AS is_best FROM stacked_photos
  UNION ALL
  SELECT photo_id, first_photo_id, is_best FROM burst_photos
  WHERE photo_id NOT IN (SELECT photo_id FROM stacked_photos)
    AND photo_id NOT IN (SELECT photo_id FROM unstacked_photos);

-- As "revisions", for what is kept of stacks.
CREATE TABLE stack_revision (number INTEGER NOT NULL) STRICT;
INSERT INTO stack_revision VALUES (0);

CREATE TRIGGER burst_photos_added AFTER INSERT ON burst_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER burst_photos_changed AFTER UPDATE ON burst_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER burst_photos_removed AFTER DELETE ON burst_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER stacked_photos_added AFTER INSERT ON stacked_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER stacked_photos_changed AFTER UPDATE ON stacked_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER stacked_photos_removed AFTER DELETE ON stacked_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER unstacked_photos_added AFTER INSERT ON unstacked_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER unstacked_photos_removed AFTER DELETE ON unstacked_photos BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER stack_covers_added AFTER INSERT ON stack_covers BEGIN UPDATE stack_revision SET number = number + 1; END;
CREATE TRIGGER stack_covers_removed AFTER DELETE ON stack_covers BEGIN UPDATE stack_revision SET number = number + 1; END;
