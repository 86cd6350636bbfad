package org.cunlu.web.trace;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.logistics.Traces.Goods;
import org.cunlu.web.Words;

/** What the trace page shows. @param code of the lot or parcel */
public record TracePage(Words words, String code, boolean parcel, List<Goods> goods, List<Step> steps) {
    /** A step. @param at in the county's time @param what in the page's language @param corrected whether it was not so */
    public record Step(String at, String what, @Nullable String place, boolean corrected) {}
}
