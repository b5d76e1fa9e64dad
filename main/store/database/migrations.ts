/**
 * The database's schema, one entry per version (`PRAGMA user_version`). A released entry is never changed; a new one
 * is appended. Times are milliseconds since 1970.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value ANY NOT NULL
  ) STRICT;

  CREATE TABLE pbxs (
    id                 TEXT PRIMARY KEY,
    name               TEXT NOT NULL UNIQUE COLLATE NOCASE,
    url                TEXT NOT NULL,
    client_id          TEXT NOT NULL,
    pinned_fingerprint TEXT,
    version            TEXT,
    last_contact_at    INTEGER,
    list_fetched_at    INTEGER,
    list_unreadable    INTEGER NOT NULL DEFAULT 0,
    concurrency        INTEGER NOT NULL,
    rate_per_second    INTEGER, -- null: no limit
    key_changes        INTEGER NOT NULL DEFAULT 0 -- how often its API key in the keychain was set or forgotten
  ) STRICT;

  CREATE TABLE devices (
    pbx_id TEXT NOT NULL REFERENCES pbxs (id) ON DELETE CASCADE,
    mac    TEXT NOT NULL,
    device TEXT NOT NULL, -- JSON, common/model.ts deviceSchema
    search TEXT NOT NULL, -- common/device-text.ts searchTextOf
    PRIMARY KEY (pbx_id, mac)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX devices_by_mac ON devices (mac);

  -- PBXs whose API key in the keychain may not belong to their entry: an import is under way, or was killed.
  CREATE TABLE doubtful_keys (
    pbx_id TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE jobs (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    pbx_id        TEXT REFERENCES pbxs (id) ON DELETE SET NULL,
    pbx_name      TEXT NOT NULL,
    pbx_url       TEXT NOT NULL,
    state         TEXT NOT NULL,
    pause_problem TEXT, -- JSON, problemSchema
    reference     TEXT,
    user          TEXT NOT NULL,
    search        TEXT NOT NULL, -- PBX, reference and user in lower case, a line each
    retry_of      INTEGER REFERENCES jobs (id) ON DELETE SET NULL,
    wait_since    INTEGER, -- this and what follows: of the last time that it was agreed to wait
    wait_until    INTEGER,
    wait_trust    TEXT, -- the PBX's pinned fingerprint then
    wait_sequence INTEGER, -- the newest outcome when it was first agreed to wait; null: its devices are matched
    created_at    INTEGER NOT NULL,
    started_at    INTEGER,
    ended_at      INTEGER
  ) STRICT;
  CREATE INDEX jobs_by_state ON jobs (state);

  CREATE TABLE items (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id             INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position           INTEGER NOT NULL,
    mac                TEXT NOT NULL,
    pbx_url            TEXT NOT NULL, -- the job's, here for the index that finds later passwords
    match              TEXT NOT NULL,
    search             TEXT NOT NULL, -- common/device-text.ts searchTextOf; empty without a device
    device             TEXT, -- JSON, deviceSchema
    state              TEXT NOT NULL,
    attempts           INTEGER NOT NULL DEFAULT 0,
    problem            TEXT, -- JSON, problemSchema
    not_before         INTEGER,
    ended_at           INTEGER,
    sequence           INTEGER, -- of each that ended: orders the outcomes, for clocks can go backwards
    credentials_source TEXT,
    sealed             BLOB,
    UNIQUE (job_id, position)
  ) STRICT;
  CREATE INDEX items_by_state ON items (job_id, state);
  CREATE INDEX items_by_sequence ON items (sequence, job_id);
  CREATE INDEX items_with_password ON items (mac, pbx_url, sequence) WHERE state IN ('succeeded', 'uncertain');
  CREATE INDEX items_sealed ON items (ended_at) WHERE sealed IS NOT NULL;

  CREATE TABLE sign_in_refusals (
    url      TEXT NOT NULL,
    key_hash BLOB NOT NULL,
    at       INTEGER NOT NULL,
    stands   INTEGER NOT NULL, -- 1: this key is not tried again
    counts   INTEGER NOT NULL, -- refusals of this key since a sign-in last succeeded at this PBX
    PRIMARY KEY (url, key_hash)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What is known of lists from before is not enough to call them complete.
  ALTER TABLE pbxs ADD COLUMN list_complete INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE pbxs ADD COLUMN list_desk_phones INTEGER NOT NULL DEFAULT 1;

  -- Accents make no difference any more: common/device-text.ts forSearch.
  UPDATE devices SET search = for_search(search);
  UPDATE items SET search = for_search(search);
  UPDATE jobs SET search = for_search(search);
  `,
  `
  ALTER TABLE pbxs ADD COLUMN last_failure_at INTEGER; -- this and the next: null where connecting has worked since
  ALTER TABLE pbxs ADD COLUMN last_failure    TEXT; -- JSON, problemSchema
  `,
  // Keychain entries get the data folder's id in their names. Those that had the same name in every folder (value 0)
  // may also belong to another folder: they are read, but never deleted.
  `
  INSERT INTO meta (name, value) VALUES ('folder id', lower(hex(randomblob(16))));
  UPDATE meta SET value = 0 WHERE name GLOB 'keychain data-key*' OR name GLOB 'keychain proxy-login *';
  ALTER TABLE pbxs ADD COLUMN former_id TEXT; -- its id in the folder that this one was copied from
  CREATE INDEX items_by_data_key ON items (substr(sealed, 2, 4)) WHERE sealed IS NOT NULL;
  `,
  `
  -- The newest outcome when a person agreed to the item: what others did after that, they did before its job got to it.
  ALTER TABLE items ADD COLUMN agreed_sequence INTEGER NOT NULL DEFAULT 0;
  WITH agreed (job_id, sequence) AS MATERIALIZED (
    SELECT jobs.id, coalesce(
      jobs.wait_sequence,
      (SELECT max(ended.sequence) FROM items AS ended WHERE ended.ended_at <= jobs.created_at),
      0
    ) FROM jobs
  )
  UPDATE items SET agreed_sequence = agreed.sequence FROM agreed WHERE agreed.job_id = items.job_id;
  `,
  `
  -- The password that a device had shortly before its request was sent.
  ALTER TABLE items ADD COLUMN baseline        TEXT; -- 'present' or 'absent'; null: not read
  ALTER TABLE items ADD COLUMN baseline_sealed BLOB; -- of one that is present
  ALTER TABLE items ADD COLUMN baseline_at     INTEGER;
  -- What becomes of a request without a clear answer.
  ALTER TABLE items ADD COLUMN unclear_at      INTEGER; -- when the last one was sent, at the latest
  ALTER TABLE items ADD COLUMN look            TEXT; -- which reading of the PBX is next, common/model.ts; null: none
  ALTER TABLE items ADD COLUMN look_at         INTEGER;
  ALTER TABLE items ADD COLUMN known_by        TEXT; -- common/model.ts knownBySchema; null: not known
  ALTER TABLE items ADD COLUMN revised_at      INTEGER; -- when the last reading replaced what was recorded
  CREATE INDEX items_by_look ON items (look_at) WHERE look_at IS NOT NULL;
  CREATE INDEX items_unclear ON items (mac, unclear_at) WHERE unclear_at IS NOT NULL;
  CREATE INDEX items_baseline ON items (baseline_at) WHERE baseline_sealed IS NOT NULL;
  CREATE INDEX items_by_baseline_key ON items (substr(baseline_sealed, 2, 4)) WHERE baseline_sealed IS NOT NULL;

  UPDATE items SET known_by = CASE
    WHEN state = 'succeeded' AND credentials_source = 'read-back' THEN 'read-back'
    WHEN state = 'succeeded' OR (state = 'failed' AND attempts > 0) THEN 'answered'
  END;
  `,
  `
  -- A desk phone has the password of its user, by whichever of their phones it was listed.
  ALTER TABLE items ADD COLUMN user_id INTEGER; -- the PBX's number for the user; null: not a desk phone, or not known
  ALTER TABLE items ADD COLUMN macs    TEXT; -- JSON, all MACs that it stands for; null: its own alone
  -- What has the password, as main/store/target.ts says it: orders what several jobs did to it.
  ALTER TABLE items ADD COLUMN target  TEXT AS (CASE WHEN user_id IS NULL THEN mac ELSE 'user ' || user_id END) VIRTUAL;
  DROP INDEX items_with_password;
  CREATE INDEX items_with_password ON items (target, pbx_url, sequence) WHERE state IN ('succeeded', 'uncertain');
  DROP INDEX items_unclear;
  CREATE INDEX items_unclear ON items (target, unclear_at) WHERE unclear_at IS NOT NULL;
  `,
  `
  -- What is known of devices fetching their configuration.
  ALTER TABLE items ADD COLUMN changed_at  INTEGER; -- when the password was changed, at the latest, by the PBX's clock
  ALTER TABLE items ADD COLUMN watch_since INTEGER; -- this and the next by this computer's clock
  ALTER TABLE items ADD COLUMN watch_until INTEGER;
  ALTER TABLE items ADD COLUMN watch_end   TEXT; -- fetches.ts WatchEnd; null: not yet
  CREATE INDEX items_watched ON items (watch_until) WHERE watch_until IS NOT NULL AND watch_end IS NULL;
  CREATE TABLE fetches (
    item_id      INTEGER NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    mac          TEXT NOT NULL,
    request      TEXT, -- common/model.ts fetchStates; null: none was made
    requested_at INTEGER,
    place        INTEGER, -- orders those that are to be sent
    problem      TEXT, -- JSON, problemSchema
    generated_at INTEGER, -- this and the next: the last event, by the PBX's clock
    failed_at    INTEGER,
    PRIMARY KEY (item_id, mac)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX fetches_open ON fetches (request) WHERE request IN ('queued', 'running');
  CREATE INDEX fetches_by_place ON fetches (place);
  `,
  `
  -- When the last request without a clear answer was sent, for an item that the user included after another job had done it.
  ALTER TABLE items ADD COLUMN unclear_before INTEGER;
  CREATE INDEX items_unclear_before ON items (target, unclear_before) WHERE unclear_before IS NOT NULL;
  `,
];
