DROP INDEX "claim_clocks_open";--> statement-breakpoint
CREATE INDEX "claim_clocks_open" ON "claim_clocks" USING btree ("due_target","claim_id","clock_id","n") WHERE ended_at is null;