-- Lines of delivered orders whose money went back entirely: they hold their coupons no more. Each once.
CREATE TABLE ord_coupon_back (
    order_id  CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no   INT      NOT NULL,
    coupon_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (order_id, line_no, coupon_id)
) DEFAULT CHARACTER SET utf8mb4;
