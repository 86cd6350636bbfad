-- What the county wants to be found sooner for a while, and by how much.
CREATE TABLE sea_boost (
    boost_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    worth       INT         NOT NULL,
    from_on     DATE        NOT NULL,
    until_on    DATE        NOT NULL,
    version     BIGINT      NOT NULL,
    PRIMARY KEY (boost_code),
    KEY sea_boost_until (until_on),
    CONSTRAINT sea_boost_worth CHECK (worth BETWEEN 1 AND 400),
    CONSTRAINT sea_boost_days CHECK (until_on >= from_on)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
