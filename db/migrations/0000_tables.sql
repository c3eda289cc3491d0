CREATE TABLE "claim_clocks" (
	"claim_id" text NOT NULL,
	"clock_id" text NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"started_at" bigint NOT NULL,
	"due_target" bigint NOT NULL,
	"due_legal" bigint NOT NULL,
	"provisional" boolean NOT NULL,
	"ended_at" bigint,
	"clock" jsonb NOT NULL,
	CONSTRAINT "claim_clocks_claim_id_clock_id_n_pk" PRIMARY KEY("claim_id","clock_id","n")
);
--> statement-breakpoint
CREATE TABLE "claim_events" (
	"global_seq" bigserial NOT NULL,
	"claim_id" text NOT NULL,
	"position" integer NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"actor_role" text NOT NULL,
	"event" jsonb NOT NULL,
	"command_id" text,
	"body_hash" text,
	"answer_version" integer,
	"answer_decision_version" integer,
	"answer_status" text,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"clock_ahead_ms" bigint NOT NULL,
	CONSTRAINT "claim_events_claim_id_position_pk" PRIMARY KEY("claim_id","position"),
	CONSTRAINT "claim_events_global_seq_unique" UNIQUE("global_seq")
);
--> statement-breakpoint
CREATE TABLE "claim_parties" (
	"claim_id" text NOT NULL,
	"party_id" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"identity_index" text,
	"phone_index" text,
	"policy_index" text,
	"seq" bigserial NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_parties_claim_id_party_id_pk" PRIMARY KEY("claim_id","party_id")
);
--> statement-breakpoint
CREATE TABLE "claim_texts" (
	"claim_id" text NOT NULL,
	"text_id" text NOT NULL,
	"field" text NOT NULL,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_texts_claim_id_text_id_pk" PRIMARY KEY("claim_id","text_id")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"claim_id" text PRIMARY KEY NOT NULL,
	"rules" integer NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"decision_version" integer NOT NULL,
	"line" text NOT NULL,
	"lane" text,
	"branch" text NOT NULL,
	"region" text NOT NULL,
	"channel" text NOT NULL,
	"cause" text NOT NULL,
	"event_date" text NOT NULL,
	"claimant_id" text NOT NULL,
	"insured_id" text NOT NULL,
	"integrator_id" text,
	"owner_id" text,
	"queue" text,
	"required_level" smallint,
	"escalated" boolean NOT NULL,
	"suspected_copy_of" text,
	"claimed_fen" bigint,
	"approved_fen" bigint,
	"paid_fen" bigint NOT NULL,
	"reported_at" bigint NOT NULL,
	"received_at" bigint,
	"last_at" bigint NOT NULL,
	"next_deadline_at" bigint,
	"next_deadline_summary" text,
	"rested_at" bigint,
	"policy_index" text,
	"head_hash" text NOT NULL,
	"clock_ahead_ms" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"command_id" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"claim_id" text NOT NULL,
	"status_code" smallint NOT NULL,
	"response" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"claim_id" text,
	"receipt" jsonb NOT NULL,
	"occurred_at" bigint NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "inbox_source_event_id_pk" PRIMARY KEY("source","event_id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"reference" text PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"n" integer NOT NULL,
	"payee_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"approved_by" text NOT NULL,
	"state" text DEFAULT 'prepared' NOT NULL,
	"attempt" text,
	"attempt_at" timestamp with time zone,
	"cause" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_claim_n" UNIQUE("claim_id","n")
);
--> statement-breakpoint
CREATE TABLE "reads" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"reader_id" text NOT NULL,
	"reader_role" text NOT NULL,
	"what" text NOT NULL,
	"purpose" text,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refusals" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"command_type" text NOT NULL,
	"command_id" text NOT NULL,
	"code" text NOT NULL,
	"claim_status" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_role" text NOT NULL,
	"refused_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "starts" (
	"claim_id" text PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "work_items" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"claim_id" text,
	"facts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	CONSTRAINT "work_items_reference" UNIQUE("kind","reference")
);
--> statement-breakpoint
CREATE INDEX "claim_clocks_open" ON "claim_clocks" USING btree ("due_target") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_events_command" ON "claim_events" USING btree ("claim_id","command_id") WHERE command_id is not null;--> statement-breakpoint
CREATE INDEX "claim_parties_identity" ON "claim_parties" USING btree ("identity_index") WHERE identity_index is not null;--> statement-breakpoint
CREATE INDEX "claim_parties_phone" ON "claim_parties" USING btree ("phone_index") WHERE phone_index is not null;--> statement-breakpoint
CREATE INDEX "claim_parties_policy" ON "claim_parties" USING btree ("policy_index") WHERE policy_index is not null;--> statement-breakpoint
CREATE INDEX "claims_newest" ON "claims" USING btree ("reported_at","claim_id");--> statement-breakpoint
CREATE INDEX "claims_time_left" ON "claims" USING btree ((coalesce(next_deadline_at, 9000000000000000) - clock_ahead_ms),"claim_id");--> statement-breakpoint
CREATE INDEX "claims_claimant" ON "claims" USING btree ("claimant_id","reported_at");--> statement-breakpoint
CREATE INDEX "claims_integrator" ON "claims" USING btree ("integrator_id","reported_at");--> statement-breakpoint
CREATE INDEX "claims_owner" ON "claims" USING btree ("owner_id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "claims_queue" ON "claims" USING btree ("queue","status");--> statement-breakpoint
CREATE INDEX "claims_policy" ON "claims" USING btree ("policy_index","event_date") WHERE policy_index is not null;--> statement-breakpoint
CREATE INDEX "inbox_pending" ON "inbox" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "reads_claim" ON "reads" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "refusals_claim" ON "refusals" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "starts_pending" ON "starts" USING btree ("next_attempt_at") WHERE state = 'pending';