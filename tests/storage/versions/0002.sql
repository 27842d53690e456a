BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0002';
CREATE TABLE ballots (
	vote_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	voter_id BIGINT NOT NULL,
	CONSTRAINT pk_ballots PRIMARY KEY (vote_id, number, voter_id),
	CONSTRAINT fk_ballots_vote_id_number FOREIGN KEY(vote_id, number) REFERENCES vote_options (vote_id, number) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "ballots" VALUES(1,1,298765432109876543);
CREATE TABLE entries (
	list_id INTEGER NOT NULL,
	page TEXT NOT NULL,
	title TEXT NOT NULL,
	adder_id BIGINT,
	added_at DATETIME NOT NULL,
	watched_at DATETIME,
	CONSTRAINT pk_entries PRIMARY KEY (list_id, page),
	CONSTRAINT fk_entries_list_id FOREIGN KEY(list_id) REFERENCES lists (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "entries" VALUES(1,'Alien (film)','Alien (1979)',1187654321098765432,'2026-11-22 12:00:00.000000',NULL);
INSERT INTO "entries" VALUES(1,'Amélie','Amélie (2001)',1187654321098765432,'2026-11-22 12:00:00.000002','2026-11-23 12:00:00.000000');
INSERT INTO "entries" VALUES(1,'Heat (1995 film)','Heat (1995)',1187654321098765432,'2026-11-22 12:00:00.000001',NULL);
CREATE TABLE lists (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT,
	owner_id BIGINT,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	creator_id BIGINT,
	created_at DATETIME NOT NULL,
	last_pick TEXT,
	CONSTRAINT uq_lists_guild_id_key UNIQUE (guild_id, "key"),
	CONSTRAINT uq_lists_owner_id_key UNIQUE (owner_id, "key"),
	CONSTRAINT ck_lists_place CHECK ((guild_id IS NULL) <> (owner_id IS NULL))
);
INSERT INTO "lists" VALUES(1,1055443322110099887,NULL,'Friday','friday',1187654321098765432,'2026-11-22 12:00:00.000000',NULL);
CREATE TABLE visits (
	guild_id BIGINT NOT NULL,
	application_id TEXT NOT NULL,
	left_at DATETIME,
	CONSTRAINT pk_visits PRIMARY KEY (guild_id, application_id)
)
 WITHOUT ROWID
;
INSERT INTO "visits" VALUES(1055443322110099887,'1',NULL);
CREATE TABLE vote_options (
	vote_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	page TEXT NOT NULL,
	title TEXT NOT NULL,
	approvals INTEGER NOT NULL,
	CONSTRAINT pk_vote_options PRIMARY KEY (vote_id, number),
	CONSTRAINT fk_vote_options_vote_id FOREIGN KEY(vote_id) REFERENCES votes (id) ON DELETE CASCADE
)
 WITHOUT ROWID
;
INSERT INTO "vote_options" VALUES(1,1,'Alien (film)','Alien (1979)',0);
INSERT INTO "vote_options" VALUES(1,2,'Heat (1995 film)','Heat (1995)',0);
INSERT INTO "vote_options" VALUES(1,3,'Amélie','Amélie (2001)',0);
CREATE TABLE votes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT,
	owner_id BIGINT,
	list_id INTEGER,
	list_name TEXT NOT NULL,
	application_id TEXT NOT NULL,
	channel_id BIGINT NOT NULL,
	message_id BIGINT,
	starter_id BIGINT,
	started_at DATETIME NOT NULL,
	closes_at DATETIME NOT NULL,
	hidden BOOLEAN NOT NULL,
	state VARCHAR(7) NOT NULL,
	voters INTEGER NOT NULL,
	winner TEXT,
	tie VARCHAR(5),
	CONSTRAINT fk_votes_list_id FOREIGN KEY(list_id) REFERENCES lists (id) ON DELETE SET NULL,
	CONSTRAINT ck_votes_state CHECK (state IN ('open', 'counted', 'decided', 'told')),
	CONSTRAINT ck_votes_tie CHECK (tie IN ('taste', 'order')),
	CONSTRAINT ck_votes_place CHECK ((guild_id IS NULL) <> (owner_id IS NULL))
);
INSERT INTO "votes" VALUES(1,1055443322110099887,NULL,1,'Friday','1',1055443322110099894,NULL,1187654321098765432,'2026-11-22 12:00:00.000000','2026-11-23 12:00:00.000000',0,'open',0,NULL,NULL);
CREATE INDEX ix_votes_list_id ON votes (list_id);
CREATE INDEX ix_votes_state ON votes (state);
COMMIT;
