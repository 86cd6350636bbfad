package org.cunlu.logistics.dispatch;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.LongStream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;

/** What is carried, or can be. Volumes lie in compartments apart: dry, chilled, hazardous. */
@Serdeable
record Goods(long grams, long pieces, long dryCm3, long chilledCm3, long hazardousCm3) {
    static final Goods NONE = new Goods(0, 0, 0, 0, 0);
    /** In how many ways it is measured. */
    static final int PARTS = 5;

    Goods {
        if (LongStream.of(grams, pieces, dryCm3, chilledCm3, hazardousCm3)
                .anyMatch(part -> part < 0 || part > Integer.MAX_VALUE)) {
            throw ProblemException.invalid("goods", "load-invalid", "装载量不对 · A load below zero, or beyond measure");
        }
    }

    static Goods of(long grams, long pieces, long cm3, StorageClass storage) {
        return new Goods(
                grams,
                pieces,
                storage == StorageClass.DRY ? cm3 : 0,
                storage == StorageClass.CHILLED ? cm3 : 0,
                storage == StorageClass.HAZARDOUS ? cm3 : 0);
    }

    Goods plus(Goods more) {
        return new Goods(
                grams + more.grams,
                pieces + more.pieces,
                dryCm3 + more.dryCm3,
                chilledCm3 + more.chilledCm3,
                hazardousCm3 + more.hazardousCm3);
    }

    boolean none() {
        return equals(NONE);
    }

    boolean hazardous() {
        return hazardousCm3 > 0;
    }

    long cm3() {
        return dryCm3 + chilledCm3 + hazardousCm3;
    }

    List<Integer> parts() {
        return List.of((int) grams, (int) pieces, (int) dryCm3, (int) chilledCm3, (int) hazardousCm3);
    }

    static Goods of(List<Integer> parts) {
        return new Goods(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
    }
}
