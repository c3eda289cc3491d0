CREATE TABLE "authority_limits" (
	"version" integer PRIMARY KEY NOT NULL,
	"rows" jsonb NOT NULL,
	"put_by" text NOT NULL,
	"put_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"person_id" text NOT NULL,
	"version" integer NOT NULL,
	"level" smallint NOT NULL,
	"branch" text NOT NULL,
	"lendings" jsonb NOT NULL,
	"last_day" text,
	"put_by" text NOT NULL,
	"put_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "delegations_person_id_version_pk" PRIMARY KEY("person_id","version")
);
--> statement-breakpoint
CREATE INDEX "delegations_last_day" ON "delegations" USING btree ("last_day");
--> statement-breakpoint
-- What is put is never changed: a new version is put beside it. The claims are told by the API, the worker needs neither.
GRANT SELECT, INSERT ON authority_limits, delegations TO lipei_api;
--> statement-breakpoint
CREATE TRIGGER authority_limits_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON authority_limits
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER delegations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON delegations
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
