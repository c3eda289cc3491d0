CREATE TABLE "calendar_days" (
	"version" text NOT NULL,
	"calendar" text NOT NULL,
	"branch_prefix" text DEFAULT '' NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "calendar_days_version_calendar_branch_prefix_date_pk" PRIMARY KEY("version","calendar","branch_prefix","date")
);
--> statement-breakpoint
CREATE TABLE "calendar_notices" (
	"version" text NOT NULL,
	"branch_prefix" text DEFAULT '' NOT NULL,
	"year" integer NOT NULL,
	"notice" text NOT NULL,
	CONSTRAINT "calendar_notices_version_branch_prefix_year_notice_pk" PRIMARY KEY("version","branch_prefix","year","notice")
);
--> statement-breakpoint
CREATE TABLE "calendar_sweeps" (
	"version" text PRIMARY KEY NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_tellings" (
	"claim_id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"listed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"told_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"version" text PRIMARY KEY NOT NULL,
	"edition" serial NOT NULL,
	"covered_from" date NOT NULL,
	"covered_to" date NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendars_edition_unique" UNIQUE("edition")
);
--> statement-breakpoint
ALTER TABLE "calendar_days" ADD CONSTRAINT "calendar_days_version_calendars_version_fk" FOREIGN KEY ("version") REFERENCES "public"."calendars"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_notices" ADD CONSTRAINT "calendar_notices_version_calendars_version_fk" FOREIGN KEY ("version") REFERENCES "public"."calendars"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_sweeps" ADD CONSTRAINT "calendar_sweeps_version_calendars_version_fk" FOREIGN KEY ("version") REFERENCES "public"."calendars"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_tellings_pending" ON "calendar_tellings" USING btree ("next_attempt_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "claim_clocks_provisional" ON "claim_clocks" USING btree ("claim_id") WHERE provisional and ended_at is null;
--> statement-breakpoint
-- The notices of the State Council for 2024 to 2026, as in domain/clocks/china-2024-2026.ts. The notice for a year may move
-- the last days of the year before: the calendar ends on 2026-12-25 until that for 2027 is in.
INSERT INTO "calendars" ("version", "covered_from", "covered_to", "published_by")
VALUES ('cn-2026-1', '2024-01-01', '2026-12-25', 'system');
--> statement-breakpoint
INSERT INTO "calendar_notices" ("version", "year", "notice") VALUES
  ('cn-2026-1', 2024, 'State Council notice 202310/content_6911528'),
  ('cn-2026-1', 2025, 'State Council notice 202411/content_6986383'),
  ('cn-2026-1', 2026, 'State Council notice 202511/content_7047091');
--> statement-breakpoint
INSERT INTO "calendar_days" ("version", "calendar", "date", "kind")
SELECT 'cn-2026-1', places.calendar, (years.year || '-' || days.day)::date, 'off'
FROM (VALUES ('office'), ('bank')) AS places (calendar),
  (VALUES
    (2024, '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17'),
    (2024, '10-01 10-02 10-03 10-04 10-07'),
    (2025, '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02'),
    (2025, '10-01 10-02 10-03 10-06 10-07 10-08'),
    (2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25'),
    (2026, '10-01 10-02 10-05 10-06 10-07')
  ) AS years (year, list),
  unnest(string_to_array(years.list, ' ')) AS days (day);
--> statement-breakpoint
-- Offices work on the make-up weekend days; banks rest.
INSERT INTO "calendar_days" ("version", "calendar", "date", "kind")
SELECT 'cn-2026-1', 'office', (years.year || '-' || days.day)::date, 'work'
FROM (VALUES
    (2024, '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'),
    (2025, '01-26 02-08 04-27 09-28 10-11'),
    (2026, '01-04 02-14 02-28 05-09 09-20 10-10')
  ) AS years (year, list),
  unnest(string_to_array(years.list, ' ')) AS days (day);
--> statement-breakpoint
GRANT SELECT ON calendars, calendar_days, calendar_notices, calendar_sweeps, calendar_tellings
  TO lipei_api, lipei_worker;
--> statement-breakpoint
GRANT SELECT ON calendars, calendar_tellings TO lipei_watchdog;
--> statement-breakpoint
-- A version that was published is never changed: nobody may update or delete it.
GRANT INSERT ON calendars, calendar_days, calendar_notices, calendar_sweeps TO lipei_api;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE calendars_edition_seq TO lipei_api;
--> statement-breakpoint
GRANT UPDATE ON calendar_sweeps TO lipei_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE ON calendar_tellings TO lipei_worker;
--> statement-breakpoint
CREATE TRIGGER calendars_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendars
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calendar_days_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_days
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER calendar_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_notices
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
