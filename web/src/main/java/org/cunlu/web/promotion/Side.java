package org.cunlu.web.promotion;

/** Whose pages they are. */
enum Side {
    COUNTY(CountyPromotionPages.PROMOTIONS, "promotion/county"),
    SHOP(ShopPromotionPages.PROMOTIONS, "promotion/shop");

    private final String path;
    private final String templates;

    Side(String path, String templates) {
        this.path = path;
        this.templates = templates;
    }

    /** @return the address of its list */
    String path() {
        return path;
    }

    /** @return the address of one of its promotions */
    String path(String promotionId) {
        return path + "/" + promotionId;
    }

    /** @return the template of its own @param page such as {@code list} */
    String template(String page) {
        return templates + page;
    }
}
