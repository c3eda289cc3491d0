CREATE TABLE "duty_rosters" (
	"branch" text NOT NULL,
	"version" integer NOT NULL,
	"roster" jsonb NOT NULL,
	"put_by" text NOT NULL,
	"put_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duty_rosters_branch_version_pk" PRIMARY KEY("branch","version")
);
--> statement-breakpoint
GRANT SELECT, INSERT ON duty_rosters TO lipei_api;
--> statement-breakpoint
GRANT SELECT ON duty_rosters TO lipei_worker;
--> statement-breakpoint
CREATE TRIGGER duty_rosters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_rosters
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
