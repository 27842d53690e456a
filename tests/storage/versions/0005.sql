BEGIN TRANSACTION;
UPDATE alembic_version SET version_num = '0005';
CREATE TABLE imports (
	user_id BIGINT NOT NULL,
	imported_at DATETIME NOT NULL,
	page TEXT NOT NULL,
	verdict VARCHAR(7) NOT NULL,
	earlier VARCHAR(7),
	earlier_rated_at DATETIME,
	earlier_guild_id BIGINT,
	CONSTRAINT pk_imports PRIMARY KEY (user_id, imported_at, page)
)
 WITHOUT ROWID
;
INSERT INTO "imports" VALUES(1187654321098765432,'2026-11-22 12:00:00.000000','Amélie','seen','like','2026-11-21 12:00:00.000000',1055443322110099887);
COMMIT;
