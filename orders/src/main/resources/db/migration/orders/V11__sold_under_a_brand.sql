-- Under which brand a line was sold, and for a regional one by what right, from where, and how much of its quota a piece takes.
ALTER TABLE ord_line
    ADD COLUMN brand_code       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN authorization_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN brand_origin     VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN brand_unit       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN brand_per_piece  BIGINT      NULL,
    ADD KEY ord_line_brand (brand_code, order_id),
    ADD KEY ord_line_authorization (authorization_id),
    ADD CONSTRAINT ord_line_right CHECK ((authorization_id IS NULL) = (brand_per_piece IS NULL)
        AND (authorization_id IS NULL) = (brand_origin IS NULL) AND (authorization_id IS NULL) = (brand_unit IS NULL)
        AND (brand_per_piece IS NULL OR brand_per_piece > 0));
