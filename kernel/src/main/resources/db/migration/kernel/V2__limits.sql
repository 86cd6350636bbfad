-- What was taken from the buckets of kernel.limits; a row that is full again says nothing and is swept.
CREATE TABLE ker_limit (
    -- Keyed hash of rate and subject.
    bucket         BINARY(16) NOT NULL,
    -- When the bucket is full again: microseconds since 1970 by the database's clock.
    full_at_micros BIGINT     NOT NULL,
    PRIMARY KEY (bucket),
    KEY ker_limit_age (full_at_micros)
) DEFAULT CHARACTER SET utf8mb4;
