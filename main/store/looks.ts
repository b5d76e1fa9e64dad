/** SQL: what is set of an item that is not read again after all. It is not said to be settled later any more. */
export const withoutLook = `
  look = NULL, look_at = NULL,
  problem = CASE WHEN problem ->> '$.facts.reason' = 'settling' THEN json_remove(problem, '$.facts.reason') ELSE problem END`;
