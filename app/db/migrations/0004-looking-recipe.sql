-- An analysis was named "detector+landmarks+embedding/version". Now its name says what finds and aligns faces, and not
-- what represents them: a face keeps the vectors of every model beside each other.
UPDATE photos
SET recipe = substr(recipe, 1, instr(recipe, '+'))
  || substr(substr(recipe, instr(recipe, '+') + 1), 1, instr(substr(recipe, instr(recipe, '+') + 1), '+') - 1)
  || substr(recipe, instr(recipe, '/'))
WHERE recipe GLOB '*+*+*/*';

UPDATE photos
SET failed_recipe = substr(failed_recipe, 1, instr(failed_recipe, '+'))
  || substr(substr(failed_recipe, instr(failed_recipe, '+') + 1), 1,
       instr(substr(failed_recipe, instr(failed_recipe, '+') + 1), '+') - 1)
  || substr(failed_recipe, instr(failed_recipe, '/'))
WHERE failed_recipe GLOB '*+*+*/*';

-- Found with one embedding model, failed with another: its faces are known.
UPDATE photos SET failure = NULL, failed_recipe = NULL, crash_count = 0 WHERE recipe = failed_recipe;
