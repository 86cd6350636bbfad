package org.cunlu.search;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/** What the county wants to be found sooner for a while. */
public interface Boosts {
    /** @return those of today, at most 200; as any instance kept them within the last second */
    List<Boost> today();

    /**
     * What is raised, by how much and how long.
     * @param code 1 to 32 of A-Z 0-9 -
     * @param worth hundredths, 1 to 400: 400 is as much as a word of the question in a product's name
     * @param fromOn first of the county's days on which it holds
     * @param untilOn last one, at most 366 days later
     * @param version rises with each change
     */
    @Serdeable
    @Schema(name = "SearchBoost")
    record Boost(
            String code,
            Kind kind,
            Target target,
            String targetCode,
            int worth,
            LocalDate fromOn,
            LocalDate untilOn,
            long version) {}

    /** Why. */
    enum Kind {
        /** 当季 */
        SEASON,
        /** 区域公用品牌 */
        REGIONAL_BRAND,
        /** 正在直播 */
        LIVE,
        /** 储备投放价 */
        RESERVE_PRICE
    }

    /** Of what {@link Boost#targetCode} is the code. */
    enum Target {
        PRODUCT,
        CATEGORY,
        BRAND,
        SELLER,
        OFFER
    }
}
