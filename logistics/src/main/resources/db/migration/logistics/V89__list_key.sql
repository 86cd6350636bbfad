-- The key that signs what stations take along for the time without a network; one row. The private half is sealed.
CREATE TABLE log_list_key (
    key_id         CHAR(4)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- X.509, base64.
    public_key     VARCHAR(200)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    private_sealed VARBINARY(600) NOT NULL,
    made_at        DATETIME(3)    NOT NULL,
    PRIMARY KEY (key_id)
) DEFAULT CHARACTER SET utf8mb4;
