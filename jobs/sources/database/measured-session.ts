import type { SourceLimits } from '../../../model/source-limits';
import type { SourceUse } from '../source';
import { atPace } from './pace';
import type { DatabaseSession } from './session';

/** What the sessions of a source have asked of its database. */
export class SessionUse {
  private readonly sessions: { readonly bytesRead: () => number; opened: number; ended: number | null }[] = [];
  private longest = 0;

  /** The session, measured, at the pace of the hospital's limits. */
  measure(session: DatabaseSession, limits: SourceLimits | undefined): DatabaseSession {
    const own = { bytesRead: () => session.bytesRead(), opened: performance.now(), ended: null as number | null };
    this.sessions.push(own);
    const timed = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const ended = this.statement();
      try {
        return await work();
      } finally {
        ended();
      }
    };
    return {
      ...session,
      begin: () => timed(() => session.begin()),
      explain: (rows, written) => timed(() => session.explain(rows, written)),
      row: (sql) => timed(() => session.row(sql)),
      all: (sql) => timed(() => session.all(sql)),
      rows: (sql, emptyFields, where) => {
        const ended = this.statement();
        return atPace(session.rows(sql, emptyFields, where).once('close', ended), limits);
      },
      close: () => {
        own.ended ??= performance.now();
        session.close();
      },
    };
  }

  /** null: no session was opened. */
  total(): SourceUse | null {
    if (this.sessions.length === 0) return null;
    const now = performance.now();
    return {
      longestStatement: Math.round(this.longest),
      bytes: this.sessions.reduce((sum, { bytesRead }) => sum + bytesRead(), 0),
      snapshotAge: Math.round(Math.max(...this.sessions.map(({ opened, ended }) => (ended ?? now) - opened))),
    };
  }

  private statement(): () => void {
    const began = performance.now();
    return () => {
      this.longest = Math.max(this.longest, performance.now() - began);
    };
  }
}
