ALTER TABLE "claims" ADD COLUMN "co_claimant_ids" text[];--> statement-breakpoint
-- Whose own claim was joined sees this one: record_events of 0001 keeps them in the claim's row like claimant and insured.
DO $do$
DECLARE
  v_before text := pg_get_functiondef('record_events(text, integer, text[], jsonb, jsonb, text)'::regprocedure);
  v_after text := replace(v_before,
    'claimant_id = excluded.claimant_id,',
    'claimant_id = excluded.claimant_id, co_claimant_ids = excluded.co_claimant_ids,');
BEGIN
  IF v_after = v_before THEN
    RAISE EXCEPTION 'record_events is not the one of 0001';
  END IF;
  EXECUTE v_after;
END
$do$;
