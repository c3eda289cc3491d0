CREATE TABLE "affected_lists" (
	"list_id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"publisher" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"people" integer NOT NULL,
	"matched" integer DEFAULT 0 NOT NULL,
	"erased" integer DEFAULT 0 NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "affected_rows" (
	"list_id" text NOT NULL,
	"line" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"person_id" text,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "affected_rows_list_id_line_pk" PRIMARY KEY("list_id","line")
);
--> statement-breakpoint
CREATE TABLE "contact_calls" (
	"event_id" text NOT NULL,
	"person_id" text NOT NULL,
	"n" integer NOT NULL,
	"at" bigint NOT NULL,
	"call" jsonb NOT NULL,
	"command_id" text NOT NULL,
	"body_hash" text NOT NULL,
	CONSTRAINT "contact_calls_event_id_person_id_n_pk" PRIMARY KEY("event_id","person_id","n")
);
--> statement-breakpoint
CREATE TABLE "contact_policies" (
	"event_id" text NOT NULL,
	"person_id" text NOT NULL,
	"policy_index" text NOT NULL,
	"line" text NOT NULL,
	"branch" text NOT NULL,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	CONSTRAINT "contact_policies_event_id_person_id_policy_index_pk" PRIMARY KEY("event_id","person_id","policy_index")
);
--> statement-breakpoint
CREATE TABLE "contact_tasks" (
	"event_id" text NOT NULL,
	"person_id" text NOT NULL,
	"sources" text[] NOT NULL,
	"by_person" boolean NOT NULL,
	"raised_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"contacted_at" bigint,
	"wish" text,
	"next_call_at" bigint,
	"offers" text[] DEFAULT '{}' NOT NULL,
	"claim_id" text,
	CONSTRAINT "contact_tasks_event_id_person_id_pk" PRIMARY KEY("event_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "emergency_entries" (
	"event_id" text NOT NULL,
	"n" integer NOT NULL,
	"type" text NOT NULL,
	"entry" jsonb NOT NULL,
	"command_id" text NOT NULL,
	"body_hash" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "emergency_entries_event_id_n_pk" PRIMARY KEY("event_id","n")
);
--> statement-breakpoint
CREATE TABLE "policy_searches" (
	"event_id" text NOT NULL,
	"zone" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"cursor" text,
	"pages" integer DEFAULT 0 NOT NULL,
	"policies" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "policy_searches_event_id_zone_pk" PRIMARY KEY("event_id","zone")
);
--> statement-breakpoint
CREATE TABLE "response_plans" (
	"plan_id" text NOT NULL,
	"version" integer NOT NULL,
	"plan" jsonb NOT NULL,
	"put_by" text NOT NULL,
	"put_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "response_plans_plan_id_version_pk" PRIMARY KEY("plan_id","version")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "affected_lists_file" ON "affected_lists" USING btree ("event_id","kind","sha256");--> statement-breakpoint
CREATE INDEX "affected_rows_pending" ON "affected_rows" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "affected_rows_of_person" ON "affected_rows" USING btree ("person_id") WHERE person_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_calls_command" ON "contact_calls" USING btree ("command_id");--> statement-breakpoint
CREATE INDEX "contact_tasks_to_call" ON "contact_tasks" USING btree ("event_id",coalesce(next_call_at, due_at),"person_id") WHERE contacted_at is null or next_call_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "emergency_entries_command" ON "emergency_entries" USING btree ("event_id","command_id");--> statement-breakpoint
CREATE INDEX "policy_searches_pending" ON "policy_searches" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
-- The API keeps what people do; the worker finds people, and erases the rows of lists of those who are not insured.
GRANT SELECT, INSERT ON response_plans, emergency_entries, contact_calls, affected_lists, affected_rows TO lipei_api;
--> statement-breakpoint
GRANT SELECT, UPDATE ON contact_tasks TO lipei_api;
--> statement-breakpoint
GRANT SELECT ON contact_policies TO lipei_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON policy_searches TO lipei_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON contact_tasks TO lipei_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON contact_policies TO lipei_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE ON policy_searches, affected_lists TO lipei_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE, DELETE ON affected_rows TO lipei_worker;
--> statement-breakpoint
GRANT SELECT ON emergency_entries, response_plans TO lipei_worker;
--> statement-breakpoint
CREATE TRIGGER response_plans_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON response_plans
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER emergency_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON emergency_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER contact_calls_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contact_calls
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
