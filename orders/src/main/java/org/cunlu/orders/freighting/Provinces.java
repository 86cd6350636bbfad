package org.cunlu.orders.freighting;

import java.util.regex.Pattern;

/** Provinces as people write them. */
final class Provinces {
    private static final Pattern RANK = Pattern.compile("(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|省|市)$");

    private Provinces() {}

    /** @return whether both are one: 重庆 and 重庆市, 广西 and 广西壮族自治区 */
    static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    static String normal(String province) {
        return RANK.matcher(province.strip()).replaceFirst("");
    }
}
