CREATE INDEX "emergency_entries_lessons" ON "emergency_entries" USING btree ("event_id") WHERE type in ('LessonAssigned', 'LessonDone');--> statement-breakpoint
-- The worker looks after call-backs: who was reached and asked to be called later.
GRANT SELECT ON contact_calls TO lipei_worker;
