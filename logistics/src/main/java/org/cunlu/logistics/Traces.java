package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the public may know of goods, by their code. Nothing in it tells of a person. */
public interface Traces {
    /** @param code as {@link TraceCodes#read} takes it; empty for what is not known */
    Optional<Story> story(String code);

    /**
     * What somebody who orders now would get, as far as shelves say.
     * @param nodeCodes where the goods may come from, in order
     * @return of the lot that is taken next; empty where nothing may go
     */
    Optional<Story> next(String skuCode, List<String> nodeCodes);

    /**
     * @param code of the lot or parcel
     * @param link its Digital Link
     * @param goods its lots
     * @param chapters in the order of time
     */
    @Serdeable
    record Story(String code, boolean parcel, String link, List<Goods> goods, List<Chapter> chapters) {
        public Story {
            goods = List.copyOf(goods);
            chapters = List.copyOf(chapters);
        }
    }

    /**
     * A lot. Of goods of a farmer neither his name nor his plot's is told.
     * @param area name of the village, or its administrative code
     * @param recalled whether it is called back now
     */
    @Serdeable
    record Goods(
            String lotCode,
            String name,
            @Nullable String gtin,
            @Nullable String producer,
            @Nullable String seller,
            @Nullable String plot,
            @Nullable String area,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            boolean recalled,
            List<Used> inputs,
            List<Checked> inspections) {
        public Goods {
            inputs = List.copyOf(inputs);
            inspections = List.copyOf(inspections);
        }
    }

    /** A farm input. @param safeDays between its use and the harvest */
    @Serdeable
    record Used(String name, String registrationNo, LocalDate appliedOn, int safeDays) {}

    /** An inspection. @param paper whether there is one */
    @Serdeable
    record Checked(String what, LocalDate on, boolean passed, boolean paper) {}

    /**
     * A step.
     * @param zh what happened, in Chinese
     * @param en the same in English
     * @param place name of the node or village; null when unknown
     * @param corrected whether it turned out not to have been so
     */
    @Serdeable
    record Chapter(
            Instant at, String zh, String en, @Nullable String place, boolean corrected) {}
}
