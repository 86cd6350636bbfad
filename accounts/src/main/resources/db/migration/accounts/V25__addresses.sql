-- Where somebody has his goods sent, and to whom, so that he need not write it for each order. An order keeps its own copy
-- (acc_recipient): what is changed here changes no parcel.
CREATE TABLE acc_address (
    address_id    CHAR(13)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    CHAR(13)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_sealed   VARBINARY(400)  NOT NULL,
    phone_sealed  VARBINARY(120)  NOT NULL,
    -- A village of the county; or province, city and street, to which a carrier brings it.
    village_code  VARCHAR(32)     CHARACTER SET ascii COLLATE ascii_bin,
    province      VARCHAR(40),
    city          VARCHAR(40),
    street_sealed VARBINARY(1000),
    -- Keyed hash of the whole: the same address stands here once.
    same_index    BINARY(16)      NOT NULL,
    -- 1 or nothing: the key lets nobody have two.
    usual         TINYINT,
    created_at    DATETIME(3)     NOT NULL,
    PRIMARY KEY (address_id),
    UNIQUE KEY acc_address_same (account_id, same_index),
    UNIQUE KEY acc_address_usual (account_id, usual),
    CONSTRAINT acc_address_one_place CHECK (
        (village_code IS NOT NULL AND province IS NULL AND city IS NULL AND street_sealed IS NULL)
        OR (village_code IS NULL AND province IS NOT NULL AND city IS NOT NULL AND street_sealed IS NOT NULL))
) DEFAULT CHARACTER SET utf8mb4;
