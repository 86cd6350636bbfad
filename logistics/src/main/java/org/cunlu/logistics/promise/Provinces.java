package org.cunlu.logistics.promise;

import java.util.regex.Pattern;

/** Provinces as people write them. */
final class Provinces {
    private static final Pattern RANK = Pattern.compile("(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|省|市)$");

    private Provinces() {}

    /** @return 重庆 for 重庆市, 广西 for 广西壮族自治区 */
    static String normal(String province) {
        return RANK.matcher(province.strip()).replaceFirst("");
    }
}
