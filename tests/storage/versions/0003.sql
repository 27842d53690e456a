BEGIN TRANSACTION;
CREATE TABLE agreements (
	user_id BIGINT NOT NULL, 
	other_id BIGINT NOT NULL, 
	agreed_at DATETIME NOT NULL, 
	CONSTRAINT pk_agreements PRIMARY KEY (user_id, other_id)
)
 WITHOUT ROWID

;
INSERT INTO "agreements" VALUES(1187654321098765432,298765432109876543,'2026-11-22 12:00:00.000000');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE opt_outs (
	user_id BIGINT NOT NULL, 
	scope VARCHAR(5) NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_opt_outs PRIMARY KEY (user_id, scope), 
	CONSTRAINT ck_opt_outs_scope CHECK (scope IN ('group', 'match'))
)
 WITHOUT ROWID

;
INSERT INTO "opt_outs" VALUES(298765432109876543,'group','2026-11-22 12:00:00.000000');
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
