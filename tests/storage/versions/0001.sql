BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE ratings (
	user_id BIGINT NOT NULL,
	page TEXT NOT NULL,
	title TEXT NOT NULL,
	verdict VARCHAR(7) NOT NULL,
	rated_at DATETIME NOT NULL,
	guild_id BIGINT,
	CONSTRAINT pk_ratings PRIMARY KEY (user_id, page),
	CONSTRAINT ck_ratings_verdict CHECK (verdict IN ('like', 'dislike', 'seen'))
)
 WITHOUT ROWID
;
INSERT INTO "ratings" VALUES(1187654321098765432,'Amélie','Amélie','seen','2026-11-22 12:00:00.000000',1055443322110099887);
COMMIT;
