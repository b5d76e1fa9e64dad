import type Database from 'better-sqlite3';

/** The open database of a data folder. */
export type Db = Database.Database;
