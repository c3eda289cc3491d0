import { Client } from 'pg'

/** Runs one statement in a session of its own. */
export async function query<Row extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url, application_name: 'bench' })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** Size of the databases behind these addresses, bytes. */
export async function databaseBytes(urls: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    urls.map((url) => query<{ bytes: number }>(url, 'select pg_database_size(current_database())::float8 as bytes')),
  )
  return sizes.flat().reduce((total, { bytes }) => total + bytes, 0)
}
