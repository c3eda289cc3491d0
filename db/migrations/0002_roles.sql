-- Roles belong to the whole server: another database's migration may be creating them at this moment.
DO $$
DECLARE
  v_role text;
BEGIN
  FOREACH v_role IN ARRAY ARRAY['lipei_api', 'lipei_worker', 'lipei_watchdog'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN', v_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public, drizzle TO lipei_api, lipei_worker, lipei_watchdog;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO lipei_api, lipei_worker, lipei_watchdog;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION record_events(text, integer, text[], jsonb, jsonb, text) TO lipei_api, lipei_worker;
--> statement-breakpoint
GRANT SELECT ON claim_events, claims, claim_clocks, starts, inbox, payments, work_items
  TO lipei_api, lipei_worker, lipei_watchdog;
--> statement-breakpoint
-- The watchdog may run the audit: it needs to know which claims there are, not what is sealed in them.
GRANT SELECT (claim_id) ON claim_parties, idempotency_keys TO lipei_watchdog;
--> statement-breakpoint
GRANT SELECT, INSERT ON claim_texts, claim_parties, idempotency_keys, refusals, reads TO lipei_api;
--> statement-breakpoint
GRANT INSERT ON starts, inbox, work_items TO lipei_api;
--> statement-breakpoint
GRANT UPDATE ON starts, work_items TO lipei_api;
--> statement-breakpoint
GRANT SELECT ON claim_texts, claim_parties TO lipei_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON refusals TO lipei_worker;
--> statement-breakpoint
GRANT UPDATE ON starts, inbox TO lipei_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE ON payments TO lipei_worker;
--> statement-breakpoint
GRANT INSERT ON work_items TO lipei_worker, lipei_watchdog;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE claim_parties_seq_seq, refusals_id_seq, reads_id_seq, work_items_id_seq TO lipei_api;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE refusals_id_seq, work_items_id_seq TO lipei_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE work_items_id_seq TO lipei_watchdog;
