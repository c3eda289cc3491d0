CREATE TABLE "emergencies" (
	"event_id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"level" text,
	"drill" boolean NOT NULL,
	"zones" text[] NOT NULL,
	"word" jsonb,
	"known_at" bigint NOT NULL,
	"declared_at" bigint,
	"ended_at" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "emergency_events" (
	"event_id" text NOT NULL,
	"position" integer NOT NULL,
	"type" text NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"actor_role" text NOT NULL,
	"event" jsonb NOT NULL,
	"command_id" text,
	"body_hash" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "emergency_events_event_id_position_pk" PRIMARY KEY("event_id","position")
);
--> statement-breakpoint
CREATE TABLE "emergency_tellings" (
	"event_id" text NOT NULL,
	"claim_id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"listed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "emergency_tellings_event_id_claim_id_pk" PRIMARY KEY("event_id","claim_id")
);
--> statement-breakpoint
CREATE TABLE "emergency_texts" (
	"event_id" text NOT NULL,
	"text_id" text NOT NULL,
	"field" text NOT NULL,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "emergency_texts_event_id_text_id_pk" PRIMARY KEY("event_id","text_id")
);
--> statement-breakpoint
CREATE INDEX "emergencies_newest" ON "emergencies" USING btree ("known_at","event_id");--> statement-breakpoint
CREATE INDEX "emergencies_active" ON "emergencies" USING btree ("event_id") WHERE status in ('declared', 'active');--> statement-breakpoint
CREATE UNIQUE INDEX "emergency_events_command" ON "emergency_events" USING btree ("event_id","command_id") WHERE command_id is not null;--> statement-breakpoint
CREATE INDEX "emergency_tellings_pending" ON "emergency_tellings" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
-- The workflow of an emergency records through the worker; the API reads, keeps texts, and lists claims that were joined by hand.
GRANT SELECT ON emergencies, emergency_events, emergency_tellings TO lipei_api, lipei_worker, lipei_watchdog;
--> statement-breakpoint
GRANT INSERT, UPDATE ON emergencies, emergency_tellings TO lipei_worker;
--> statement-breakpoint
GRANT INSERT ON emergency_events TO lipei_worker;
--> statement-breakpoint
GRANT INSERT ON emergency_tellings TO lipei_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON emergency_texts TO lipei_api;
--> statement-breakpoint
CREATE TRIGGER emergency_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
