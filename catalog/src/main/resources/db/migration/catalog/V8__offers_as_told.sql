-- Each offer as its followers were told of it, for whoever compares with it what he made of the news, in one snapshot. Part of
-- this module's interface (OfferChanged). A brand's word changes with the day; what followers were told of it does not.
CREATE VIEW cat_offer_told AS
    SELECT o.id, o.version, o.recorded_at,
        o.status = 'PUBLISHED' AND p.state = 'PUBLISHED' AND NOT e.suspended AND o.brand_sellable AS on_sale
    FROM cat_offer o
    JOIN cat_sku s ON s.code = o.sku_code
    JOIN cat_product p ON p.code = s.product_code
    JOIN cat_seller e ON e.code = o.seller_code;
