// The journal on disk: SQLite in WAL mode. A commit without `durable` is in the hands of the operating system when it
// returns; with it, it is on the disk. Every row carries a checksum, so that a damaged page is an error, never an answer.
import { chmodSync, existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { badFile, TwofilesError } from '../base/errors.ts';
import { readLabel } from '../security/label.ts';
import type { Json } from '../text/messages.ts';
import {
  type Document,
  FINAL,
  FRESH,
  type Journal,
  type NewProcess,
  noProcess,
  type ProcessChange,
  type ProcessFilter,
  type ProcessRow,
  type Step,
} from './journal.ts';

const VERSION = 2;
/** How long another program may hold the file, ms. */
const PATIENCE_MS = 2000;

const SCHEMA = `
CREATE TABLE process (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER, ended INTEGER, body TEXT NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX process_open ON process (ended);
CREATE INDEX process_family ON process (parent);
CREATE TABLE step (process INTEGER NOT NULL, seq INTEGER NOT NULL, call TEXT NOT NULL, request TEXT NOT NULL,
  state TEXT NOT NULL, response TEXT, at INTEGER NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (process, seq)) WITHOUT ROWID;
CREATE TABLE document (id INTEGER PRIMARY KEY AUTOINCREMENT, process INTEGER NOT NULL, origin TEXT NOT NULL,
  label TEXT NOT NULL, text TEXT NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX document_process ON document (process);
PRAGMA user_version = ${VERSION};`;

type Row = Readonly<Record<string, unknown>>;

/** The tables, as rows come back. */
interface ProcessCells {
  readonly id: number;
  readonly body: string;
  readonly sum: number;
}

interface StepCells extends Omit<Step, 'request' | 'response'> {
  readonly request: string;
  readonly response: string | null;
  readonly sum: number;
}

interface DocumentCells extends Omit<Document, 'label'> {
  readonly label: string;
  readonly sum: number;
}

/**
 * Opens a journal, or makes one; only its owner may read it.
 * @throws `bad-file` for a file that is none or is damaged, `io` for a disk that is full, or a file that another program
 *   holds.
 */
export function openJournal(path: string): Journal {
  const fresh = !existsSync(path);
  const journal = guarded(path, () => new SqliteJournal(path));
  if (fresh) chmodSync(path, 0o600);
  return journal;
}

function otherVersion(path: string): TwofilesError {
  const next = 'Use the version that wrote it, move it away, or choose another folder with --store.';
  return new TwofilesError('bad-file', `${path} was written by another version of twofiles.`, next);
}

class SqliteJournal implements Journal {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#path = path;
    this.#db = new DatabaseSync(path, { timeout: PATIENCE_MS });
    try {
      this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      const { user_version: version } = this.#db.prepare('PRAGMA user_version').get() as Row;
      if (version === 0) this.#db.exec(`BEGIN; ${SCHEMA} COMMIT;`);
      else if (version !== VERSION) throw otherVersion(path);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  addProcess(process: NewProcess): number {
    const body = JSON.stringify({ ...process, ...FRESH });
    const { lastInsertRowid } = this.#run(
      'INSERT INTO process (parent, body, sum) VALUES (?, ?, ?)',
      ...[process.parent ?? null, body, crc32(body)],
    );
    return Number(lastInsertRowid);
  }

  changeProcess(id: number, change: ProcessChange): void {
    const now = this.process(id);
    if (!now) throw noProcess(id);
    const { id: _, ...rest } = { ...now, ...change };
    const body = JSON.stringify(rest);
    this.#run(
      'UPDATE process SET body = ?, sum = ?, ended = ? WHERE id = ?',
      body,
      crc32(body),
      rest.ended ?? null,
      id,
    );
  }

  process(id: number): ProcessRow | undefined {
    const row = this.#get('SELECT * FROM process WHERE id = ?', id);
    return row && this.#process(row);
  }

  processes({ all = false, parent, limit = 1000 }: ProcessFilter = {}): ProcessRow[] {
    const most = Number.isFinite(limit) ? limit : -1;
    const which = `${all ? 'TRUE' : 'ended IS NULL'} AND ${parent === undefined ? 'TRUE' : 'parent = ?'}`;
    const family = parent === undefined ? [] : [parent];
    const rows = this.#all(`SELECT * FROM process WHERE ${which} ORDER BY id DESC LIMIT ?`, ...family, most);
    return rows.map((row) => this.#process(row));
  }

  begin(
    process: number,
    { seq, call, request, at }: Pick<Step, 'seq' | 'call' | 'request' | 'at'>,
    durable: boolean,
  ): void {
    const text = JSON.stringify(request);
    this.#kept(durable, () =>
      this.#run(
        'INSERT OR REPLACE INTO step (process, seq, call, request, state, at, sum) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[process, seq, call, text, 'begun', at, crc32(`${call}\n${text}\nbegun\n`)],
      ),
    );
  }

  end(process: number, seq: number, state: 'done' | 'failed', response: Json, durable: boolean): void {
    const row = this.#get('SELECT call, request FROM step WHERE process = ? AND seq = ?', process, seq);
    if (!row) throw noProcess(process);
    const text = JSON.stringify(response);
    const sum = crc32(`${row.call}\n${row.request}\n${state}\n${text}`);
    this.#kept(durable, () =>
      this.#run(
        'UPDATE step SET state = ?, response = ?, sum = ? WHERE process = ? AND seq = ?',
        state,
        text,
        sum,
        process,
        seq,
      ),
    );
  }

  steps(process: number): Step[] {
    return this.#all('SELECT * FROM step WHERE process = ? ORDER BY seq', process).map((row) => {
      const { seq, call, request, state, response, at, sum } = row as unknown as StepCells;
      if (crc32(`${call}\n${request}\n${state}\n${response ?? ''}`) !== sum)
        throw badFile(this.#path, `step ${seq} of process ${process}`, 'its checksum is another');
      return {
        seq,
        call,
        request: JSON.parse(request),
        state,
        response: response === null ? undefined : JSON.parse(response),
        at,
      };
    });
  }

  addDocument({ process, origin, label, text }: Omit<Document, 'id'>): number {
    const { lastInsertRowid } = this.#run(
      'INSERT INTO document (process, origin, label, text, sum) VALUES (?, ?, ?, ?, ?)',
      ...[process, origin, JSON.stringify(label), text, crc32(text)],
    );
    return Number(lastInsertRowid);
  }

  document(id: number): Document | undefined {
    const row = this.#get('SELECT * FROM document WHERE id = ?', id) as unknown as DocumentCells | undefined;
    if (!row) return undefined;
    const { process, origin, label, text, sum } = row;
    if (crc32(text) !== sum) throw badFile(this.#path, `document ${id}`, 'its checksum is another');
    return { id, process, origin, label: readLabel(JSON.parse(label)), text };
  }

  prune(keep: number): void {
    const old = this.#all('SELECT id FROM process WHERE ended IS NOT NULL ORDER BY id DESC LIMIT -1 OFFSET ?', keep);
    for (const { id } of old)
      for (const [table, key] of [
        ['step', 'process'],
        ['document', 'process'],
        ['process', 'id'],
      ])
        this.#run(`DELETE FROM ${table} WHERE ${key} = ?`, id as number);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #process(row: Row): ProcessRow {
    const { id, body, sum } = row as unknown as ProcessCells;
    if (crc32(body) !== sum) throw badFile(this.#path, `process ${id}`, 'its checksum is another');
    const read = JSON.parse(body) as ProcessRow;
    if (read.ended !== undefined && !FINAL.includes(read.state))
      throw badFile(this.#path, `process ${id}`, 'it ended and did not');
    return { ...read, id, label: readLabel(read.label), ...optional(read) };
  }

  /** With `durable`, the commit waits for the disk. */
  #kept(durable: boolean, write: () => unknown): void {
    if (!durable) return void write();
    this.#exec('PRAGMA synchronous = FULL');
    try {
      write();
    } finally {
      this.#exec('PRAGMA synchronous = NORMAL');
    }
  }

  #exec(sql: string): void {
    guarded(this.#path, () => this.#db.exec(sql));
  }

  #run(sql: string, ...values: readonly (string | number | null)[]) {
    return guarded(this.#path, () => this.#statement(sql).run(...values));
  }

  #get(sql: string, ...values: readonly (string | number)[]): Row | undefined {
    return guarded(this.#path, () => this.#statement(sql).get(...values)) as Row | undefined;
  }

  #all(sql: string, ...values: readonly (string | number)[]): Row[] {
    return guarded(this.#path, () => this.#statement(sql).all(...values)) as Row[];
  }

  #statement(sql: string): StatementSync {
    let found = this.#statements.get(sql);
    if (!found) this.#statements.set(sql, (found = this.#db.prepare(sql)));
    return found;
  }
}

/** JSON drops what is undefined. */
function optional({ parent, step, result, ended }: ProcessRow) {
  return { parent, step, result, ended };
}

/** SQLite's result codes (sqlite.org/rescode.html), the lower byte. */
const BUSY = 5;
const LOCKED = 6;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TwofilesError ? error : translated(path, error);
  }
}

function translated(path: string, cause: unknown): unknown {
  const { code, errcode, message } = cause as { code?: string; errcode?: number; message?: string };
  if (message === 'database is not open' || message === 'statement has been finalized')
    return new TwofilesError('closed', `${path} is closed.`, 'Boot again.');
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return cause;
  const kind = errcode & 0xff;
  const io = (what: string, next: string) => new TwofilesError('io', `${path}: ${what}`, next, { cause });
  if (kind === FULL) return io('the disk is full.', 'Free some space: what was written before is kept.');
  if (kind === BUSY || kind === LOCKED)
    return io('another program holds it.', 'End that program, or boot from another folder.');
  if (kind === CORRUPT || kind === NOTADB) return badFile(path, 'journal', message ?? 'damaged', cause);
  if (kind === CANTOPEN || kind === IOERR) return io(`${message}.`, 'Check the folder, its permissions and the disk.');
  return cause;
}
