CREATE TABLE "claim_invoices" (
	"claim_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"invoice_index" text NOT NULL,
	"key_id" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"released_at" timestamp with time zone,
	CONSTRAINT "claim_invoices_claim_id_invoice_id_pk" PRIMARY KEY("claim_id","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "reconciled_bookings" (
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"statement_date" text NOT NULL,
	CONSTRAINT "reconciled_bookings_reference_kind_pk" PRIMARY KEY("reference","kind")
);
--> statement-breakpoint
CREATE TABLE "reconciled_days" (
	"statement_date" text PRIMARY KEY NOT NULL,
	"lines" integer NOT NULL,
	"sum_fen" bigint NOT NULL,
	"differences" integer NOT NULL,
	"compared_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "claim_invoices_used" ON "claim_invoices" USING btree ("invoice_index") WHERE released_at is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON claim_invoices TO lipei_api;
--> statement-breakpoint
GRANT SELECT, UPDATE ON claim_invoices TO lipei_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON reconciled_bookings, reconciled_days TO lipei_worker;
