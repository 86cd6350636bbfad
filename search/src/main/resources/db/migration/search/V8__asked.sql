-- What people have looked for and found, each his own: he sees it, and can have it forgotten.
CREATE TABLE sea_asked (
    account_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin     NOT NULL,
    words      VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    last_at    DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id, words),
    KEY sea_asked_lately (last_at, words)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
