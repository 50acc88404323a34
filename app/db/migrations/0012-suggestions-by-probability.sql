-- The surest suggestions of all people, without reading the others: the review asks about many people at once.
CREATE INDEX suggestions_by_probability ON assignments (probability DESC, face_id) WHERE level = 'suggested';
