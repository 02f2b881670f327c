/** Schemes and their versions, read. */
import { and, asc, desc, eq, lte } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { type SchemeTerms, schemeTerms } from '../../domain/commission/terms.ts'
import { commissionSchemes, commissionVersions } from './tables.ts'

export type Scheme = typeof commissionSchemes.$inferSelect
export type Version = typeof commissionVersions.$inferSelect

/** A scheme with the terms that hold in a month. */
export type InForce = { scheme: Scheme; versionId: string; terms: SchemeTerms }

/** The schemes that pay in a month, by name. */
export async function schemesIn(tx: Tx, month: string): Promise<InForce[]> {
  const rows = await tx
    .selectDistinctOn([commissionVersions.schemeId], {
      scheme: commissionSchemes,
      version: commissionVersions,
    })
    .from(commissionVersions)
    .innerJoin(commissionSchemes, eq(commissionSchemes.id, commissionVersions.schemeId))
    .where(
      and(eq(commissionVersions.status, 'published'), lte(commissionVersions.fromMonth, month)),
    )
    .orderBy(commissionVersions.schemeId, desc(commissionVersions.fromMonth))
  return rows
    .flatMap(({ scheme, version }) =>
      version.terms
        ? [{ scheme, versionId: version.id, terms: schemeTerms.parse(version.terms) }]
        : [],
    )
    .toSorted((a, b) => (a.scheme.name < b.scheme.name ? -1 : 1))
}

/** The terms of a version as they were published; null for the end of a scheme. */
export async function inForceOf(tx: Tx, versionId: string): Promise<InForce | null> {
  const [row] = await tx
    .select({ scheme: commissionSchemes, version: commissionVersions })
    .from(commissionVersions)
    .innerJoin(commissionSchemes, eq(commissionSchemes.id, commissionVersions.schemeId))
    .where(eq(commissionVersions.id, versionId))
  if (!row?.version.terms) return null
  return { scheme: row.scheme, versionId, terms: schemeTerms.parse(row.version.terms) }
}

/** The month in which the first scheme begins; null: nothing was ever published. */
export async function firstMonth(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({ month: commissionVersions.fromMonth })
    .from(commissionVersions)
    .where(eq(commissionVersions.status, 'published'))
    .orderBy(asc(commissionVersions.fromMonth))
    .limit(1)
  return row?.month ?? null
}

export async function getScheme(tx: Tx, id: string): Promise<Scheme | null> {
  const [row] = await tx.select().from(commissionSchemes).where(eq(commissionSchemes.id, id))
  return row ?? null
}

export async function getVersion(tx: Tx, id: string): Promise<Version | null> {
  const [row] = await tx.select().from(commissionVersions).where(eq(commissionVersions.id, id))
  return row ?? null
}

/** All of a scheme's versions, the newest month first. */
export function versionsOf(tx: Tx, schemeId: string): Promise<Version[]> {
  return tx
    .select()
    .from(commissionVersions)
    .where(eq(commissionVersions.schemeId, schemeId))
    .orderBy(desc(commissionVersions.fromMonth), desc(commissionVersions.createdAt))
}
