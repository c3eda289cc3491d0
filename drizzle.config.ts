import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/schema.ts',
    './db/work-schema.ts',
    './db/calendar-schema.ts',
    './db/authority-schema.ts',
    './db/settlement-schema.ts',
    './db/emergency-schema.ts',
    './db/response-schema.ts',
  ],
  out: './db/migrations',
})
