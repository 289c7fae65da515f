import { randomUUID } from 'node:crypto'
import { Preferences, type SavedView, type ShippedView } from '../../../core/bridge/desk-calls.ts'
import { shippedViews } from '../../../core/bridge/shipped-views.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { listViews, viewsOf } from '../../../db/repositories/list-views.ts'
import { preferences, preferencesOf } from '../../../db/repositories/preferences.ts'
import type { Counter } from '../counter.ts'

/** What the program brings for the person's roles, and what the person keeps. */
export const ownViews = async (counter: Counter, session: Session): Promise<{ shipped: ShippedView[]; saved: SavedView[] }> => ({
  shipped: shippedViews(session),
  saved: await counter.database.read((reader) => viewsOf(reader, counter.vault, session.staffId)),
})

/** Saves a view of one's own. Refuses ROLE_MISSING for another person's. */
export function saveView(
  counter: Counter,
  session: Session,
  { viewId, ...body }: Omit<SavedView, 'viewId'> & { readonly viewId: string | null },
): Promise<Result<{ viewId: string }>> {
  const id = viewId ?? randomUUID()
  return counter.database.write(async (tx) => {
    const saved = await listViews(tx, counter.vault).save(session.staffId, { viewId: id, ...body }, counter.clock.now())
    return saved ? ok({ viewId: id }) : refuse('ROLE_MISSING')
  })
}

/** Takes a view of one's own away; another's stays. */
export const removeView = (counter: Counter, session: Session, viewId: string): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    await listViews(tx, counter.vault).remove(session.staffId, viewId)
    return ok({})
  })

/** What the person set, with the defaults for the rest. */
export const ownPreferences = (counter: Counter, session: Session): Promise<Preferences> =>
  counter.database.read(async (reader) => Preferences.parse(await preferencesOf(reader, session.staffId)))

/** Changes what is given and keeps the rest. */
export const setPreferences = (
  counter: Counter,
  session: Session,
  change: { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined },
): Promise<Result<Preferences>> =>
  counter.database.write(async (tx) => {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next = { ...Preferences.parse(await preferencesOf(tx, session.staffId)), ...given }
    await preferences(tx).set(session.staffId, next, counter.clock.now())
    return ok(next)
  })
