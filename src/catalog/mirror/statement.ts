/** One statement that brings the shadow closer to the snapshot. */
export interface MirrorStatement {
  /** What it is about, for reports: `table public.orders`. */
  readonly object: string;
  readonly sql: string;
  /** The OID its object takes; null when it makes none that anybody keeps. */
  readonly oid: number | null;
  /** Run in its place when it fails. */
  readonly fallback?: string;
  /** It may need what a later statement makes: to be tried again at the end, before its fallback. */
  readonly mayWait?: boolean;
  /** It needs more rights than the owner of the mirrored objects has. */
  readonly superuser?: boolean;
}
