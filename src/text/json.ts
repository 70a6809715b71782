// Checked steps into parsed JSON: each failure names the file and the path.
import { badFile, type TwofilesError, unsupported } from '../base/errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export class Json {
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  bad(path: string, problem: string): TwofilesError {
    return badFile(this.file, path, problem);
  }

  /** A value that says something this build does not do; the value is quoted, shortened. */
  unsupported(path: string, value: unknown): TwofilesError {
    const quoted = (JSON.stringify(value) ?? 'undefined').slice(0, 500);
    return unsupported(`${this.file}: ${path} ${quoted} is not supported.`, 'Use a GGUF file of this model.', path);
  }

  object(value: unknown, path: string): JsonObject {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    throw this.bad(path, value === undefined ? 'missing' : 'is no object');
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    throw this.bad(path, value === undefined ? 'missing' : 'is no array');
  }

  string(value: unknown, path: string): string {
    if (typeof value === 'string') return value;
    throw this.bad(path, value === undefined ? 'missing' : 'is no string');
  }
}
