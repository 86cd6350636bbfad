package org.cunlu.orders.aftersales;

/** What a buyer asks for. */
enum Kind {
    /** 退货退款: the goods go back, then the money does. */
    RETURN,
    /** 换货: the goods go back, and the same ones come once they are handed in. */
    EXCHANGE,
    /** 理赔: an amount for what is damaged, short, wrong or late; the goods stay. */
    CLAIM,
    /** 仅退款: the worth of the pieces; the goods stay. */
    REFUND_ONLY;

    /** @return whether goods go back */
    boolean goodsBack() {
        return this == RETURN || this == EXCHANGE;
    }
}
