-- A video is a photo that lasts. What stands for it is the frame at poster_ms.
ALTER TABLE photos ADD COLUMN duration_ms INTEGER CHECK (duration_ms >= 0);
ALTER TABLE photos ADD COLUMN poster_ms INTEGER CHECK (poster_ms >= 0);
-- In which frame of a video a face was found; null in a photo.
ALTER TABLE faces ADD COLUMN frame_ms INTEGER CHECK (frame_ms >= 0);
-- The window marks the videos among all photos.
CREATE INDEX videos ON photos (id, duration_ms) WHERE duration_ms IS NOT NULL;
