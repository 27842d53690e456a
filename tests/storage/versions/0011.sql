BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0011';
CREATE TABLE trained (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guild_id BIGINT,
	owner_id BIGINT,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	subject VARCHAR(5) NOT NULL,
	maker_id BIGINT NOT NULL,
	source TEXT NOT NULL,
	token TEXT NOT NULL,
	application_id TEXT NOT NULL,
	channel_id BIGINT NOT NULL,
	message_id BIGINT,
	kept BOOLEAN NOT NULL,
	figures TEXT,
	size_bytes INTEGER NOT NULL,
	started_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	CONSTRAINT uq_trained_guild_id_key UNIQUE (guild_id, "key"),
	CONSTRAINT uq_trained_owner_id_key UNIQUE (owner_id, "key"),
	CONSTRAINT uq_trained_token UNIQUE (token),
	CONSTRAINT ck_trained_subject CHECK (subject IN ('text', 'words', 'films')),
	CONSTRAINT ck_trained_place CHECK ((guild_id IS NULL) <> (owner_id IS NULL))
)
;
INSERT INTO "trained" VALUES(1,1055443322110099887,NULL,'Pirates','pirates','text',1187654321098765432,'a file that somebody brought','0f3c9b0d5a7e4c21a6b8d9e0f1a2b3c4','1',1055443322110099894,1055443322110099897,1,'{"judged": 2.31}',391022,'2026-11-25 12:00:00.000000','2026-12-25 12:00:00.000000');
COMMIT;
