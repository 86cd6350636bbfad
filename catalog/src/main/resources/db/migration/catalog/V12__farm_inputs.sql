-- Controlled farm inputs: which categories are, by what number each product is registered, and what followers of an offer were
-- told of it.

-- What lies below one of these is of its kind too.
CREATE TABLE cat_input_category (
    category_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (category_code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT INTO cat_input_category (category_code, kind)
VALUES ('PESTICIDE', 'PESTICIDE'), ('SEED', 'SEED'), ('FERTILISER', 'FERTILISER');

CREATE TABLE cat_input (
    product_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind              VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    registration_no   VARCHAR(60)                                       NOT NULL,
    -- Of a pesticide.
    toxicity          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    restricted        BOOLEAN                                           NOT NULL,
    active_ingredient VARCHAR(60)                                       NULL,
    valid_from        DATE                                              NOT NULL,
    -- The last day.
    valid_until       DATE                                              NOT NULL,
    withdrawn         BOOLEAN                                           NOT NULL DEFAULT FALSE,
    version           INT                                               NOT NULL,
    PRIMARY KEY (product_code),
    KEY cat_input_end (valid_until, product_code),
    CONSTRAINT cat_input_dates CHECK (valid_until >= valid_from),
    CONSTRAINT cat_input_pesticide CHECK ((kind = 'PESTICIDE') = (toxicity IS NOT NULL) AND (kind = 'PESTICIDE' OR NOT restricted))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- What followers of the offer were told of its registration and its seller's licence.
ALTER TABLE cat_offer
    ADD COLUMN input_sellable BOOLEAN NOT NULL DEFAULT TRUE,
    ADD KEY cat_offer_input (input_sellable, id);

CREATE OR REPLACE VIEW cat_offer_told AS
    SELECT o.id, o.version, o.recorded_at,
        o.status = 'PUBLISHED' AND p.state = 'PUBLISHED' AND NOT e.suspended AND o.brand_sellable AND o.input_sellable AS on_sale
    FROM cat_offer o
    JOIN cat_sku s ON s.code = o.sku_code
    JOIN cat_product p ON p.code = s.product_code
    JOIN cat_seller e ON e.code = o.seller_code;

-- Licences that the county approved, by class, for whoever decides what is on sale.
CREATE VIEW cat_seller_licence AS
    SELECT seller_code, item AS licence_class, valid_from, valid_until FROM cat_seller_item WHERE state = 'APPROVED';
