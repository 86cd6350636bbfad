package org.cunlu.orders.presale;

/** How a harvest is shared out that is smaller than what was sold of it. Shown to buyers before they order. */
enum CutRule {
    /** Everybody one piece, the rest in proportion to what each ordered. */
    PROPORTIONAL("按订购量比例分配，人人至少一件 · In proportion to what was ordered, one piece for everybody"),
    /** In the order of placing, each in full while there is any. */
    FIRST_COME("先订先得 · Who ordered first is served first");

    private final String words;

    CutRule(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
