import { tellOwnDatabase } from './own-database.ts'

// `npm run db:migrate`, here or where it is told. A stack migrates its database itself, and gives the passwords, when it starts.
if (tellOwnDatabase('postgres')) await import('../db/migrate.ts').then(({ runMigrator }) => runMigrator())
