-- The keys that sealed columns are sealed with; which one a value was sealed with stands in its first byte.
CREATE TABLE ker_data_key (
    key_number SMALLINT    NOT NULL,
    -- 32 random bytes, sealed by a key made from cunlu.secrets.field-key; null for number 1, which is that key itself.
    wrapped    VARBINARY(60),
    -- ACTIVE (the newest of these seals) or RETIRED (opens only).
    state      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Real time.
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (key_number),
    CONSTRAINT ker_data_key_number CHECK (key_number BETWEEN 1 AND 255)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO ker_data_key (key_number, wrapped, state, created_at) VALUES (1, NULL, 'ACTIVE', UTC_TIMESTAMP(3));
