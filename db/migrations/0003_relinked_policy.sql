DROP INDEX "claim_parties_policy";--> statement-breakpoint
-- A relinked claim is found by the policy it was last put under: in record_events of 0001 the index that comes now wins
-- over the one that stands. A recording that puts the claim under no policy brings none.
DO $do$
DECLARE
  v_before text := pg_get_functiondef('record_events(text, integer, text[], jsonb, jsonb, text)'::regprocedure);
  v_after text := replace(v_before,
    'policy_index = coalesce(claims.policy_index, excluded.policy_index)',
    'policy_index = coalesce(excluded.policy_index, claims.policy_index)');
BEGIN
  IF v_after = v_before THEN
    RAISE EXCEPTION 'record_events is not the one of 0001';
  END IF;
  EXECUTE v_after;
END
$do$;
