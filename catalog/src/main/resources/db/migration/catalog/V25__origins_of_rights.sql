-- Where the goods of a right may come from, for the same audit as cat_brand_right. Part of this module's interface (BrandQuota).
CREATE VIEW cat_brand_right_origin AS
    SELECT authorization_id, origin_code FROM cat_brand_origin;
