ALTER TABLE "claims" ADD COLUMN "decisions" text[];--> statement-breakpoint
CREATE INDEX "claims_deciding" ON "claims" USING btree ((coalesce(next_deadline_at, 9000000000000000) - clock_ahead_ms),"claim_id") WHERE decisions is not null;--> statement-breakpoint
-- What waits to be decided stands in the claim's row beside its step: record_events of 0001 keeps it there.
DO $do$
DECLARE
  v_before text := pg_get_functiondef('record_events(text, integer, text[], jsonb, jsonb, text)'::regprocedure);
  v_after text := replace(v_before,
    'required_level = excluded.required_level,',
    'required_level = excluded.required_level, decisions = excluded.decisions,');
BEGIN
  IF v_after = v_before THEN
    RAISE EXCEPTION 'record_events is not the one of 0001';
  END IF;
  EXECUTE v_after;
END
$do$;
--> statement-breakpoint
-- Proposals that wait are found at once; what else waits, with the next event of its claim.
UPDATE claims SET decisions = ARRAY['proposal:' || required_level] WHERE status = 'awaiting-approval' AND required_level IS NOT NULL;
--> statement-breakpoint
-- A claim is told of the table with the word that its money arrived: the worker brings it.
GRANT SELECT ON authority_limits TO lipei_worker;
