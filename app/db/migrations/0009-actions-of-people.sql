-- Whom an action was about: the history of a person, without reading all that was ever done. People who are gone stay
-- in it, as undo brings them back.
CREATE TABLE action_people (
  person_id INTEGER NOT NULL,
  action_id INTEGER NOT NULL REFERENCES actions,
  PRIMARY KEY (person_id, action_id)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO action_people (person_id, action_id)
SELECT json_extract(change.value, place.path) AS person_id, actions.id
FROM actions
JOIN json_each(actions.changes) AS change
JOIN (
  SELECT 'people' AS "table", '$.key[0]' AS path
  UNION ALL VALUES
    ('faces', '$.before.person_id'), ('faces', '$.after.person_id'),
    ('rejections', '$.key[1]'),
    ('appearances', '$.key[0]'),
    ('different_people', '$.key[0]'), ('different_people', '$.key[1]')
) AS place ON place."table" = json_extract(change.value, '$.table')
WHERE json_extract(change.value, place.path) IS NOT NULL;
